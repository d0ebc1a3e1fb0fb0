// Numbers with what they count: Arabic has six forms, English two.
import { language, numberText } from ".";

type Forms = Partial<Record<Intl.LDMLPluralRule, string>> & { other: string };

// "#" is where the number stands; forms that say it in the word have none.
const FORMS: Record<string, { ar: Forms; en: Forms }> = {
  report: {
    ar: { zero: "لا تقارير", one: "تقرير واحد", two: "تقريران", few: "# تقارير", many: "# تقريرا", other: "# تقرير" },
    en: { one: "# report", other: "# reports" },
  },
  statement: {
    ar: { zero: "لا أقوال", one: "قول واحد", two: "قولان", few: "# أقوال", many: "# قولا", other: "# قول" },
    en: { one: "# statement", other: "# statements" },
  },
  figure: {
    ar: { zero: "لا أرقام", one: "رقم واحد", two: "رقمان", few: "# أرقام", many: "# رقما", other: "# رقم" },
    en: { one: "# figure", other: "# figures" },
  },
  article: {
    ar: { zero: "لا مقالات", one: "مقال واحد", two: "مقالان", few: "# مقالات", many: "# مقالا", other: "# مقال" },
    en: { one: "# article", other: "# articles" },
  },
  apart: {
    ar: { zero: "في اليوم نفسه", one: "بينهما يوم واحد", two: "بينهما يومان", few: "بينهما # أيام", many: "بينهما # يوما", other: "بينهما # يوم" },
    en: { one: "# day apart", other: "# days apart" },
  },
  incident: {
    ar: { zero: "لا حوادث", one: "حادثة واحدة", two: "حادثتان", few: "# حوادث", many: "# حادثة", other: "# حادثة" },
    en: { one: "# incident", other: "# incidents" },
  },
};

/** The number with the counted thing in the form that the language wants. */
export function counted(n: number, what: keyof typeof FORMS): string {
  const forms = FORMS[what]![language.value];
  const form = forms[new Intl.PluralRules(language.value).select(n)] ?? forms.other;
  return form.replace("#", numberText(n));
}

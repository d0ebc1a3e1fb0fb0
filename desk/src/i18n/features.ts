// What the reader's model weighed, in words: features are named by code, as "word=near +0.43".
import { language } from ".";
import { word } from "./codes";
import { CONCEPTS } from "./sentences";

const FEATURES: Record<string, readonly [en: string, ar: string]> = {
  word: ["word", "كلمة"], head: ["telling word", "الكلمة الدالة"], lemma: ["verb", "الفعل"], before: ["word before", "الكلمة قبلها"], before2: ["second word before", "الثانية قبلها"],
  after: ["word after", "الكلمة بعدها"], after2: ["second word after", "الثانية بعدها"], both: ["told together", "تُذكران معا"], opens: ["sentence opens with", "مطلع الجملة"],
  "clause-opens": ["clause opens with", "مطلع العبارة"], "head-group": ["kind and tense", "الصنف والزمن"], has: ["tells also of", "ومعها"], "told-before": ["told before", "سبق ذكرها"],
  "group-before": ["kind told before", "الصنف قبلها"], actor: ["kind of party", "صنف الطرف"], mark: ["sign", "قرينة"], "mark-before": ["sign before", "قرينة قبلها"], "mark-near": ["sign near", "قرينة قربها"],
  "mark-ahead": ["sign ahead", "قرينة تسبقها"], sentence: ["sentence number", "رقم الجملة"], ahead: ["words ahead", "كلمات تسبقها"], ground: ["date, place and number beside it", "تاريخ ومكان وعدد بجانبها"],
  weapon: ["weapon", "السلاح"], length: ["length", "الطول"], clitic: ["joined letter", "حرف متصل"], triggers: ["telling words in the sentence", "كلمات دالة في الجملة"], density: ["share of telling words", "نسبة الكلمات الدالة"],
  people: ["people", "الناس"], actors: ["parties", "أطراف"], date: ["a date beside it", "تاريخ بجانبها"], first: ["first sentence", "الجملة الأولى"], number: ["a number beside it", "عدد بجانبها"],
  place: ["a place beside it", "مكان بجانبها"], zone: ["part of the article", "قسم المقال"], beside: ["beside another", "بجانب غيرها"], "(bias)": ["in general", "عموما"],
};
const VALUES: Record<string, readonly [en: string, ar: string]> = {
  True: ["yes", "نعم"], False: ["no", "لا"], body: ["body", "المتن"], headline: ["headline", "العنوان"], dateline: ["dateline", "المطلع"], none: ["none", "لا شيء"],
  past: ["past", "ماض"], present: ["present", "مضارع"], noun: ["noun", "اسم"], passive: ["passive", "مبني للمجهول"], future: ["future", "مستقبل"],
  government: ["government", "حكومة"], fighter: ["fighters", "مقاتلون"], civilian: ["civilians", "مدنيون"], state: ["state", "دولة"], rebel: ["armed group", "جماعة مسلحة"], police: ["police", "شرطة"],
  seizing: ["seizing", "احتجاز"], killing: ["killing", "قتل"], moving: ["moving", "تحرك"], fighting: ["fighting", "قتال"], striking: ["striking", "ضرب"],
  "a-one": ["one", "مفرد"], negation: ["negation", "نفي"], plan: ["plan", "خطة"], condition: ["condition", "شرط"], doubt: ["doubt", "شك"], habit: ["habit", "عادة"],
};

const at = (): 0 | 1 => (language.value === "ar" ? 1 : 0);
const value = (words: string): string =>
  words.split(/([/+])/).map((part) => VALUES[part]?.[at()] ?? (language.value === "ar" ? (CONCEPTS[part] ?? word("place", part)) : part.replaceAll("_", " "))).join("").replaceAll("+", language.value === "ar" ? " و" : " and ");

/** "zone=body +1.15; word=near +0.43" as words, each with its weight set apart; null where it is none of these. */
export function features(detail: string): [words: string, weight: string][] | null {
  const found = detail.split("; ").map((part) => /^([^=]+?)(?:=(.*))? ([+-][\d.]+)$/.exec(part));
  if (!detail || !found.every(Boolean)) return null;
  return found.map((part) => {
    const name = FEATURES[part![1]!]?.[at()] ?? part![1]!.replaceAll("-", " ");
    return [part![2] === undefined ? name : `${name}: ${value(part![2])}`, part![3]!];
  });
}

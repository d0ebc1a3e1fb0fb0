// What the server's codes mean to a reader, in both languages; a code that is not here is shown as it is.
import { language } from ".";

type Pair = readonly [en: string, ar: string];

const WORDS: Record<string, Record<string, Pair>> = {
  grade: { confirmed: ["confirmed", "مؤكدة"], fair: ["fair", "مقبولة"], weak: ["weak", "ضعيفة"], contested: ["contested", "متنازع عليها"] },
  review: { unreviewed: ["not reviewed", "لم تُراجع"], accepted: ["accepted", "مقبولة"], edited: ["edited", "معدّلة"], rejected: ["rejected", "مرفوضة"] },
  place: {
    site: ["site", "موقع"], town: ["town or village", "بلدة أو قرية"], district: ["district", "قضاء أو منطقة"], governorate: ["governorate", "محافظة"],
    region: ["region", "إقليم"], country: ["country", "بلد"], unknown: ["unknown", "غير معروفة"],
  },
  area: { admin1: ["governorate", "محافظة"], admin2: ["district", "قضاء أو منطقة"], admin3: ["subdistrict", "ناحية"], country: ["country", "بلد"], around: ["its surroundings", "ما حوله"], countryside: ["countryside", "ريف"] },
  date: { day: ["day", "يوم"], week: ["week", "أسبوع"], month: ["month", "شهر"], year: ["year", "سنة"], unknown: ["unknown", "غير معروفة"] },
  modality: { asserted: ["asserted", "مؤكَّد"], denied: ["denied", "منفي"], planned: ["planned", "مخطط"] },
  rule: {
    best: ["the figure most independent sources give", "ما يذكره أكثر المصادر المستقلة"], conservative: ["the lowest of the latest", "أدنى ما ورد أخيرا"],
    min_max: ["range only", "المجال وحده"],
  },
  kind: {
    assessment: ["assessment", "تقدير"], warning: ["warning", "تحذير"], accusation: ["accusation", "اتهام"], responsibility: ["claim of responsibility", "تبنٍّ"],
    denial: ["denial", "نفي"], promise: ["promise", "وعد"], demand: ["demand", "مطالبة"], other: ["other", "غير ذلك"],
    regrouping: ["regrouping", "إعادة تجمّع"], safe_haven: ["safe haven", "ملاذ آمن"], sleeper_cells: ["sleeper cells", "خلايا نائمة"],
    attack_tempo: ["attack tempo", "وتيرة الهجمات"], capability: ["capability", "القدرات"], recruitment: ["recruitment", "التجنيد"], financing: ["financing", "التمويل"],
    leadership_loss: ["leadership loss", "خسارة القيادات"], manpower_loss: ["manpower loss", "خسارة المقاتلين"], territorial_loss: ["territorial loss", "خسارة الأرض"],
    detention: ["detention", "الاحتجاز"], local_support: ["local support", "التأييد المحلي"], security_vacuum: ["security vacuum", "فراغ أمني"],
    force_withdrawal: ["withdrawal of forces", "انسحاب القوات"], rival_conflict: ["rival conflict", "صراع آخر"], resurgence: ["resurgence", "العودة"],
  },
  speaker: {
    official: ["official", "مسؤول"], military: ["military", "عسكري"], police: ["police", "أمني"], medical: ["medical", "طبي"], ngo: ["NGO", "منظمة غير حكومية"],
    media: ["media", "إعلام"], witness: ["witness", "شاهد"], "armed group": ["armed group", "جماعة مسلحة"], anonymous: ["anonymous", "مجهول"], other: ["other", "غير ذلك"],
  },
  unit: {
    people: ["people", "شخص"], percent: ["percent", "في المئة"], percent_per_year: ["percent a year", "في المئة سنويا"], attacks: ["attacks", "هجوم"],
    km2: ["km²", "كم²"], usd: ["US dollars", "دولار"], other: ["", ""],
  },
  unit_name: {
    people: ["People", "أشخاص"], percent: ["Percentages", "نسب مئوية"], percent_per_year: ["Percentages a year", "نسب سنوية"], attacks: ["Attacks", "هجمات"],
    km2: ["Areas, km²", "مساحات، كم²"], usd: ["Money, US dollars", "أموال، دولار"], other: ["Other counts", "أعداد أخرى"],
  },
  measure: {
    killed: ["killed", "قتلى"], wounded: ["wounded", "جرحى"], detained: ["detained", "محتجزون"], displaced: ["displaced", "نازحون"], fighters: ["fighters", "مقاتلون"],
    soldiers: ["soldiers", "جنود"], attacks: ["attacks", "هجمات"], territory: ["territory", "أراض"], children: ["children", "أطفال"], women: ["women", "نساء"], money: ["money", "أموال"],
  },
  direction: {
    present: ["present", "قائم"], absent: ["absent", "غائب"], rising: ["rising", "يتزايد"], falling: ["falling", "يتراجع"], up: ["up", "صعودا"], down: ["down", "هبوطا"],
    level: ["level", "ثابت"],
  },
  field: {
    date: ["date", "التاريخ"], place: ["place", "المكان"], type: ["type", "النوع"], killed: ["killed", "القتلى"], injured: ["injured", "الجرحى"],
    detained: ["detained", "المحتجزون"], initiators: ["initiators", "البادئون"], targets: ["targets", "المستهدفون"], modality: ["whether it happened", "هل وقع"],
    review: ["review", "المراجعة"], grade: ["grade", "الدرجة"], grade_reason: ["reason of the grade", "سبب الدرجة"], sources: ["sources", "المصادر"], reports: ["reports", "التقارير"],
    conflicts: ["disagreements", "الاختلافات"], first_seen: ["first reported", "أول ذكر"], last_seen: ["last reported", "آخر ذكر"],
    first_reported_by: ["first reported by", "أول من ذكرها"], incident_id: ["incident", "الحادثة"], withdrawn: ["withdrawn", "السحب"], distance: ["distance", "المسافة"],
    wording: ["wording", "الصياغة"], origin: ["origin", "الأصل"], rivals: ["others like it", "ما يشبههما"], weapon: ["weapon", "السلاح"], victims: ["victims", "الضحايا"], evidence: ["evidence", "الدليل"], trigger: ["trigger", "الكلمة الدالة"],
    event: ["event", "الحدث"], toll: ["toll", "الحصيلة"], specific: ["specific", "محدد"],
  },
  change: {
    created: ["created", "أُنشئت"], changed: ["changed", "تغيّر"], merged: ["merged into", "دُمجت في"], split: ["split from", "فُصلت عن"], withdrawn: ["withdrawn", "سُحبت"],
  },
  decision: { merge: ["merged", "دمج"], split: ["split", "فصل"], edit: ["edited", "تعديل"] },
  because: {
    date_unknown: ["The date is unknown", "التاريخ غير معروف"], place_unknown: ["The place is unknown", "المكان غير معروف"],
    place_vague: ["The place is known only to a", "المكان معروف فقط على مستوى"], conflict: ["Sources differ on", "تختلف المصادر في"],
    unsure: ["The reader is not sure that this is an event; confidence", "القارئ غير متيقن أنه حدث؛ الثقة"],
    rival: ["Another incident near it may be the same happening", "قد تكون حادثة أخرى قريبة هي نفسها"],
    place_rivals: ["The place name may mean either", "قد يعني اسم المكان أحد اثنين"],
  },
  action: {
    "article.added": ["article added", "أُضيف مقال"], "article.removed": ["article removed", "حُذف مقال"], "reading.saved": ["article read", "قُرئ مقال"],
    "incident.saved": ["incident saved", "حُفظت حادثة"], "incident.retired": ["incident retired", "أُحيلت حادثة"], "decision.edit": ["edit decided", "قرار تعديل"],
    "decision.merge": ["merge decided", "قرار دمج"], "decision.split": ["split decided", "قرار فصل"], "decision.reversed": ["decision taken back", "تراجع عن قرار"],
    "import.saved": ["table imported", "استُورد جدول"], "import.removed": ["imported table removed", "حُذف جدول مستورد"],
    account: ["account made", "حساب جديد"], "account removed": ["account removed", "حُذف حساب"],
  },
  format: {
    csv: ["CSV, Rasid's columns", "CSV بأعمدة راصد"], xlsx: ["Excel workbook", "مصنف إكسل"], jsonl: ["JSON lines, with every report", "أسطر JSON مع كل التقارير"],
    acled: ["CSV, ACLED's column layout", "CSV بأعمدة ACLED"], ucdp: ["CSV, UCDP GED's column layout", "CSV بأعمدة UCDP GED"], plover: ["PLOVER-style JSON lines", "أسطر JSON على نمط PLOVER"],
    geojson: ["GeoJSON", "GeoJSON للخرائط"], geoparquet: ["GeoParquet", "GeoParquet للتحليل المكاني"],
  },
  outcome: { agrees: ["agrees", "يوافق"], disagrees: ["disagrees", "يخالف"], "cannot be compared": ["cannot be compared", "لا يقارن"] },
  window: { "52w": ["52 weeks", "52 أسبوعا"], "8w": ["8 weeks", "8 أسابيع"] },
  level: {
    "the same": ["the same", "نفسه"], "often exchanged": ["often exchanged", "كثيرا ما يتبادلان"], different: ["different", "مختلف"], "the same place": ["the same place", "المكان نفسه"],
    "within 10 km": ["within 10 km", "ضمن 10 كم"], "another town within 10 km": ["another town within 10 km", "بلدة أخرى ضمن 10 كم"], "within 25 km": ["within 25 km", "ضمن 25 كم"], "farther apart": ["farther apart", "أبعد من ذلك"], unknown: ["unknown", "غير معروف"],
    "an area that holds the other place": ["an area that holds the other place", "منطقة تضم المكان الآخر"],
    "the same governorate, one known no finer": ["the same governorate, one known no finer", "المحافظة نفسها، وأحدهما غير أدق"],
    "the same day": ["the same day", "اليوم نفسه"], "the same days, one known no finer": ["the same days, one known no finer", "الأيام نفسها، وأحدهما غير أدق"],
    "a day apart": ["a day apart", "بينهما يوم"], "two or three days apart": ["two or three days apart", "بينهما يومان أو ثلاثة"], "further apart": ["further apart", "أبعد من ذلك"],
    "one undated, told within three days of it": ["one undated, told within three days", "أحدهما بلا تاريخ، ذُكر خلال ثلاثة أيام"],
    "one undated, told within two weeks of it": ["one undated, told within two weeks", "أحدهما بلا تاريخ، ذُكر خلال أسبوعين"],
    "one undated, told before it or later": ["one undated, told before it or later", "أحدهما بلا تاريخ، ذُكر قبله أو بعده"],
    "one undated, told in another season": ["one undated, told in another season", "أحدهما بلا تاريخ، ذُكر في موسم آخر"],
    "the same number, five or more": ["the same number, five or more", "العدد نفسه، خمسة فأكثر"], "the same number, under five": ["the same number, under five", "العدد نفسه، دون خمسة"],
    "ranges that overlap": ["ranges that overlap", "مجالان متداخلان"], close: ["close", "متقاربان"], apart: ["apart", "متباعدان"],
    "name one actor in common": ["name one actor in common", "طرف مشترك"], "name different actors": ["name different actors", "أطراف مختلفة"],
    "nearly the same words": ["nearly the same words", "تكاد الكلمات تتطابق"], "many common words": ["many common words", "كلمات مشتركة كثيرة"],
    "some common words": ["some common words", "كلمات مشتركة"], "few common words": ["few common words", "كلمات مشتركة قليلة"],
    "copies of one text": ["copies of one text", "نسختان من نص واحد"],
    "hardly any other": ["hardly any other", "لا يكاد يوجد غيرهما"], "about two": ["about two", "نحو اثنين"], "about four": ["about four", "نحو أربعة"],
    "about eight": ["about eight", "نحو ثمانية"], "about sixteen or more": ["about sixteen or more", "نحو ستة عشر أو أكثر"],
    "name two of one side": ["name two of one side", "طرفان من صف واحد"], "one names a party, one only people": ["one names a party, one only people", "أحدهما يسمّي طرفا، والآخر ناسا فحسب"],
    "one weapon in common": ["one weapon in common", "سلاح مشترك"], "different weapons": ["different weapons", "سلاحان مختلفان"],
    "a victim's name in common": ["a victim's name in common", "اسم ضحية مشترك"], "different names": ["different names", "أسماء مختلفة"],
    "one text that tells them apart": ["one text that tells them apart", "نص واحد يفصل بينهما"],
    "one article": ["one article", "مقال واحد"],
    "different articles": ["different articles", "مقالان مختلفان"],
  },
};

/** The words for a code of a group; the code itself, without underscores, where none are known. */
export function word(group: keyof typeof WORDS | string, code: string | null | undefined): string {
  if (code == null) return "";
  const pair = WORDS[group]?.[code];
  return pair ? pair[language.value === "ar" ? 1 : 0] : code.replaceAll("_", " ");
}

export const options = (group: string): [string, string][] => Object.keys(WORDS[group] ?? {}).map((code) => [code, word(group, code)]);

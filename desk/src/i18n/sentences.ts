// What the server says in English sentences, in the reader's language; a sentence that is not here stays as it is.
import { language, withDays } from ".";
import { word } from "./codes";

/** An English sentence as a pattern, and its Arabic; $1 is what the pattern leaves open. */
type Sentence = readonly [RegExp, string];

// Why a grade was given, as the linking words it.
const GRADES: Sentence[] = [
  [/^one origin tells it$/, "يذكرها أصل واحد"],
  [/^two independent origins tell it$/, "يذكرها أصلان مستقلان"],
  [/^two independent origins, one with a source of kind (.+)$/, "أصلان مستقلان، أحدهما بمصدر من نوع $1"],
  [/^(\d+) independent origins tell it$/, "أصول مستقلة تذكرها: $1"],
  [/^it is only told as denied$/, "لم تُذكر إلا منفية"],
  [/^sources disagree on (.+)$/, "تختلف المصادر في: $1"],
];

// How the day of publication is known.
const PUBLISHED: Sentence[] = [
  [/^given in the data$/, "مذكور في البيانات"],
  [/^given$/, "معطى"],
  [/^no date is given$/, "لم يُذكر تاريخ"],
  [/^the feed gives it$/, "تذكره خلاصة الأخبار"],
  [/^the URL names it$/, "يرد في عنوان الصفحة الإلكتروني"],
  [/^the dateline of the first paragraph names it$/, "يرد في مطلع الفقرة الأولى"],
  [/^the dateline names it$/, "يرد في مطلع الخبر"],
  [/^the byline names it$/, "يرد في سطر الكاتب"],
  [/^the headline names it$/, "يرد في العنوان"],
  [/^the headline of the round-up names it$/, "يرد في عنوان الحصيلة"],
  [/^the page's JSON-LD gives it$/, "تذكره بيانات الصفحة (JSON-LD)"],
  [/^the page's meta tag (.+) gives it$/, "يذكره وسم الصفحة $1"],
  [/^the page's time element gives it$/, "يذكره عنصر الوقت في الصفحة"],
  [/^the page's byline names it$/, "يرد في سطر الكاتب في الصفحة"],
];

// Why the reader took something for what it is.
const RULES: Sentence[] = [
  [/^likeliest of those near$/, "الأرجح بين القريبة"],
  [/^news without a date: the days before publication$/, "خبر بلا تاريخ: الأيام السابقة للنشر"],
  [/^likeliest pair of the parties near$/, "أرجح زوج بين الأطراف القريبة"],
  [/^told again elsewhere in the article$/, "يتكرر في موضع آخر من المقال"],
  [/^number$/, "عدد"],
  [/^number before$/, "عدد يسبقه"],
  [/^person$/, "شخص مفرد"],
  [/^joint$/, "عدد مشترك"],
  [/^none$/, "نفي وقوع ضحايا"],
  [/^of a number$/, "من عدد أكبر"],
  [/^dual$/, "مثنى"],
  [/^one$/, "مفرد"],
  [/^between$/, "عدد بينهما"],
  [/^total$/, "مجموع"],
  [/^owned$/, "مضاف إلى ضمير"],
  [/^subject behind$/, "الفاعل بعده"],
  [/^others$/, "آخرون"],
  [/^some$/, "عدد غير محدد"],
  [/^plural$/, "جمع بلا عدد"],
  [/^(.+), the toll rose$/, "$1، وارتفعت الحصيلة"],
  [/^names (.+)$/, "يدل على: $1"],
];

// What the words of an event may name (knowledge/reading/ar_triggers.yml).
export const CONCEPTS: Record<string, string> = {
  shell: "قصف", target: "استهداف", air_raid: "غارة جوية", drone: "طائرة مسيرة", blow: "ضربة", barrel: "برميل متفجر", projectile: "مقذوف", drop: "إلقاء", fall: "سقوط", launch: "إطلاق",
  attack: "هجوم", wage: "شنّ", undergo: "تعرّض", clash: "اشتباك", operation: "عملية", raid: "مداهمة", explosion: "انفجار", bomb: "عبوة ناسفة", suicide: "هجوم انتحاري",
  grenade: "قنبلة يدوية", gas: "غاز", assassinate: "اغتيال", execute: "إعدام", shoot: "إطلاق رصاص", beat: "ضرب", rape: "عنف جنسي", kill: "قتل", injure: "إصابة", losses: "خسائر",
  result: "نتيجة", bodies: "جثث", abduct: "خطف", arrest: "اعتقال", control: "سيطرة", oust: "طرد", advance: "تقدّم", enter: "دخول", withdraw: "انسحاب", deploy: "انتشار",
  group_change: "تغيّر في جماعة", protest: "احتجاج", disperse: "تفريق", riot: "شغب", agree: "اتفاق", siege: "حصار", curfew: "حظر تجول", court: "محكمة", release: "إفراج", displace: "نزوح",
  foil: "إحباط", destroy: "تدمير", base: "قاعدة", incident: "حادثة", fire: "إطلاق نار",
};

// Why a place was chosen; several stand one after the other, each with its weight.
const PLACES: Sentence[] = [
  [/^kind and size (\S+)$/, "النوع والحجم $1"],
  [/^noun town (\S+)$/, "اسم نوع «بلدة» $1"],
  [/^noun district (\S+)$/, "اسم نوع «قضاء» $1"],
  [/^noun governorate (\S+)$/, "اسم نوع «محافظة» $1"],
  [/^noun village (\S+)$/, "اسم نوع «قرية» $1"],
  [/^noun quarter (\S+)$/, "اسم نوع «حي» $1"],
  [/^noun countryside (\S+)$/, "اسم نوع «ريف» $1"],
  [/^noun site (\S+)$/, "اسم موقع $1"],
  [/^no noun (\S+)$/, "بلا اسم نوع $1"],
  [/^spelling (\S+)$/, "الإملاء $1"],
  [/^outside (.+) (\S+)$/, "خارج $1 $2"],
  [/^far from (.+) (\S+)$/, "بعيد عن $1 $2"],
  [/^adjective of (.+) (\S+)$/, "صفة بلد $1 $2"],
  [/^in a series with (.+) (\S+)$/, "مذكور مع $1 $2"],
  [/^as elsewhere in the article (\S+)$/, "كما في موضع آخر من المقال $1"],
  [/^inside (.+) (\S+)$/, "داخل $1 $2"],
  [/^near (.+) (\S+)$/, "قرب $1 $2"],
  [/^same governorate as others (\S+)$/, "المحافظة نفسها مع غيرها $1"],
  [/^country of the article (\S+)$/, "بلد المقال $1"],
  [/^unlisted name, placed in or near (.+)$/, "اسم غير مدرج، وُضع في $1 أو قربها"],
  [/^unlisted name in an article about (.+)$/, "اسم غير مدرج في مقال عن $1"],
  [/^unlisted name behind a place noun$/, "اسم غير مدرج بعد اسم مكان"],
  [/^unlisted name, region of (.+) told beside it$/, "اسم غير مدرج، ذُكرت بجانبه منطقة $1"],
  [/^undecided between places of this name:$/, "لا يُعرف أي الأمكنة بهذا الاسم"],
  [/^generalised for publication$/, "عُمّم للنشر"],
  [/^the noun before it says governorate$/, "الاسم قبله يقول «محافظة»"],
  [/^the noun before it says district$/, "الاسم قبله يقول «قضاء» أو ما يشبهه"],
  [/^the noun before it goes with a settlement$/, "الاسم قبله يدل على بلدة أو قرية"],
  [/^the settlement is meant where no unit is told$/, "تُقصد البلدة إن لم تُذكر وحدة إدارية"],
  [/^the governorate is meant where nothing else is told$/, "تُقصد المحافظة إن لم يُذكر غيرها"],
  [/^far from (.+) in its series (\S+)$/, "بعيد عن $1 المذكور معه $2"],
  [/^spelling of (.+), the only such name nearby$/, "إملاء آخر لاسم $1، ولا يشبهه غيره قريبا"],
  [/^(.+) stands for the capital of (.+)$/, "يُقصد بـ$1 عاصمة $2"],
  [/^(.+) stands for (.+)$/, "يُقصد بـ$1 $2"],
  [/^the stretch by (.+)$/, "الجزء القريب من $1"],
  [/^rival near$/, "وقربه مكان آخر بالاسم نفسه"],
  [/^land or road between (.+)$/, "أرض أو طريق بين $1"],
  [/^listed border of (.+)$/, "حدود مدرجة: $1"],
  [/^land along the border with (.+), region of (.+) told in the sentence$/, "أرض على الحدود مع $1، وتذكر الجملة منطقة $2"],
  [/^land along the border with (.+)$/, "أرض على الحدود مع $1"],
  [/^nothing in the sentence says where$/, "ولا تذكر الجملة أين"],
  [/^the border with (.+), told with (.+)$/, "الحدود مع $1، مذكورة مع $2"],
  [/^the border with (.+)$/, "الحدود مع $1"],
];

// What a claim is against the record.
const CHECKS: Sentence[] = [
  [/^scope: the claim gives no period$/, "النطاق: القول لا يذكر مدة"],
  [/^definition: the claim gives no number$/, "التعريف: القول لا يذكر عددا"],
  [/^scope: too few incidents in the record$/, "النطاق: الحوادث في السجل أقل مما يكفي"],
  [/^scope: (.+)$/, "النطاق: $1"],
  [/^definition: the record counts incidents, not (.+)$/, "التعريف: السجل يعدّ الحوادث، لا «$1»"],
  [/^missing years: the record covers (\S+) to (\S+), the claim (\S+) to (\S+)$/, "سنوات ناقصة: السجل من $1 إلى $2، والقول من $3 إلى $4"],
  [/^missing years: a yearly rate needs two years$/, "سنوات ناقصة: المعدل السنوي يحتاج إلى سنتين"],
  [/^missing years: nothing to compare the period with$/, "سنوات ناقصة: لا مدة تقارن بها"],
  [/^claimed (\S+)%, the record says (\S+)% \(95% interval (\S+) to (\S+)\)$/, "المزعوم $1%، والسجل يقول $2% (مجال 95%: بين $3% و$4%)"],
  [/^claimed (\S+) to (\S+)%, the record says (\S+)% \(95% interval (\S+) to (\S+)\)$/, "المزعوم بين $1% و$2%، والسجل يقول $3% (مجال 95%: بين $4% و$5%)"],
  [/^claimed (\S+) incidents, the record says (\S+) incidents \(95% interval (\S+) to (\S+)\)$/, "المزعوم $1 من الحوادث، والسجل يعدّ $2 (مجال 95%: بين $3 و$4)"],
  [/^claimed (\S+) to (\S+) incidents, the record says (\S+) incidents \(95% interval (\S+) to (\S+)\)$/, "المزعوم بين $1 و$2 من الحوادث، والسجل يعدّ $3 (مجال 95%: بين $4 و$5)"],
  [/^too uncertain: the record allows the claim and its opposite$/, "غير مؤكد: السجل يحتمل القول ونقيضه"],
];

// Why the server refused something that a person did at the desk.
const REFUSALS: Sentence[] = [
  [/^name or password is wrong$/, "الاسم أو كلمة السر غير صحيحة"],
  [/^nothing to decide$/, "لا قرار في الطلب"],
  [/^an incident is not merged with itself$/, "لا تُدمج حادثة مع نفسها"],
  [/^name another$/, "سمِّ حادثة أخرى"],
  [/^accept, reject, edit, merge or split$/, "اقبل أو ارفض أو عدّل أو ادمج أو افصل"],
  [/^a split takes out some reports and leaves some$/, "الفصل يُخرج بعض التقارير ويُبقي بعضها"],
  [/^name reports of this incident$/, "اختر من تقارير هذه الحادثة"],
  [/^tolls are whole numbers$/, "الحصيلة أعداد صحيحة"],
  [/^no such type of event$/, "لا يوجد نوع حدث كهذا"],
  [/^this decision was taken back already$/, "تم التراجع عن هذا القرار من قبل"],
  [/^there is no such decision$/, "لا يوجد قرار كهذا"],
  [/^there is no such incident in the store$/, "لا توجد حادثة كهذه في المخزن"],
  [/^there is no such article in the store$/, "لا يوجد مقال كهذا في المخزن"],
  [/^this incident is gone since (.+)$/, "أُزيلت هذه الحادثة منذ $1"],
  [/^it is part of (.+) now$/, "صارت جزءا من $1"],
  [/^its reports belong to another incident$/, "تقاريرها تعود إلى حادثة أخرى"],
  [/^no report tells it any more$/, "لم يعد أي تقرير يذكرها"],
  [/^its only article was removed$/, "حُذف مقالها الوحيد"],
  [/^removed on request$/, "حُذف بطلب"],
  [/^some values cannot be used$/, "بعض القيم لا يمكن استعمالها"],
  [/^(\d+) bytes at most$/, "$1 بايت على الأكثر"],
  [/^(\S+) suffix$/, "اللاحقة $1"],
  [/^taken: (.+)$/, "المقبول: $1"],
  [/^use `next` of the page before$/, "استعمل next من الصفحة السابقة"],
  [/^write 2024-05-01 or 2024-05-01T08:00:00Z$/, "اكتب 2024-05-01 أو 2024-05-01T08:00:00Z"],
  [/^see the server's log$/, "انظر سجل الخادم"],
  [/^a public copy cannot be filtered by place or article$/, "لا تُرشَّح النسخة العامة بالمكان أو المقال"],
  [/^a public copy holds Rasid's own incidents alone$/, "النسخة العامة لا تضم إلا حوادث راصد"],
  [/^nothing to search for$/, "لا كلمة للبحث"],
  [/^too many passwords were tried for this account$/, "جُرّبت كلمات سر كثيرة لهذا الحساب"],
  [/^a public copy names parties of the knowledge files alone$/, "لا تسمّي النسخة العامة إلا الأطراف المعروفة في ملفات المعرفة"],
  [/^the request lacks the desk's token$/, "ينقص الطلبَ رمزُ المكتب"],
  [/^read it from (.+)$/, "يُقرأ من $1"],
  [/^not a cursor of this list$/, "ليس موضعا في هذه القائمة"],
  [/^not a frame of the map$/, "ليس إطارا من الخريطة"],
  [/^write west,south,east,north in degrees$/, "اكتب: غرب,جنوب,شرق,شمال بالدرجات"],
  [/^not a moment$/, "ليس وقتا"],
  [/^name the host when starting the desk$/, "سمِّ المضيف عند تشغيل المكتب"],
  [/^the address is too long$/, "العنوان أطول مما يُقبل"],
  [/^the address holds a NUL$/, "في العنوان رمز صفري"],
  [/^no incident is dated to a month or finer$/, "لا حادثة مؤرخة بالشهر أو أدق"],
  [/^rasid link makes them$/, "يصنعها الأمر rasid link"],
  [/^the incident changed after you saw it$/, "تغيّرت الحادثة بعد أن رأيتها"],
  [/^look at it again, then decide$/, "انظر فيها ثانية ثم احسم"],
  [/^(\S+) have no place$/, "لا مكان لهذه: $1"],
  [/^ask for JSON, or for CSV with the suffix \.csv$/, "اطلب JSON، أو CSV باللاحقة .csv"],
  [/^no place has the id (.+)$/, "لا مكان بهذا المعرّف: $1"],
  [/^(\S+) is no precision of a date$/, "ليست دقة تاريخ: $1"],
  [/^Invalid isoformat string: .+$/, "ليس تاريخا"],
];

// What stands as the reason of a decision where nobody gave one.
const DECISIONS: Sentence[] = [
  [/^as the sources tell it$/, "كما ترويها المصادر"],
  [/^no incident$/, "ليست حادثة"],
  [/^corrected by the sources$/, "صُحّحت من المصادر"],
  [/^one happening$/, "حادثة واحدة"],
  [/^different happenings$/, "حوادث مختلفة"],
];

function said(sentences: Sentence[], told: string, part: (words: string) => string = (words) => words): string {
  if (language.value !== "ar") return told;
  for (const [pattern, arabic] of sentences) {
    const found = pattern.exec(told);
    if (found) return arabic.replace(/\$(\d)/g, (_, n: string) => part(found[Number(n)] ?? ""));
  }
  return told;
}

const kinds = (words: string): string =>
  words.split(" and ").map((part) => (word("speaker", part) === part ? word("field", part) : word("speaker", part))).join(" و");

export const gradeReason = (told: string): string => said(GRADES, told, kinds);
export const publishedReason = (told: string): string => said(PUBLISHED, told);
/** One number claimed is told once, and days as the language writes them. */
export const checkReason = (told: string): string => {
  const once = told.replace(/^claimed (\S+) to \1(?=[% ])/, "claimed $1");
  return said(CHECKS, once, (words) => `\u2068${/^\d{4}-/.test(words) ? withDays(words) : /^-?\d/.test(words) ? `\u2066${words}\u2069` : word("unit", words)}\u2069`);
};
export const refusal = (told: string): string => said(REFUSALS, told);
export const decisionReason = (told: string): string => said(DECISIONS, told);
export const placeReason = (told: string): string =>
  told.replace(/^undecided between places of this name: /, "$&; ").split("; ").filter(Boolean).map((part) => said(PLACES, part.trim(), (words) => `\u2068${words}\u2069`)).join(language.value === "ar" ? "؛ " : "; ");

/** A rule of the reader: a type's name, what a word names, or how the likeliest was chosen. */
export function ruleReason(field: string, rule: string, typeLabel: (code: string) => string): string {
  if (field === "type") return typeLabel(rule);
  return said(RULES, rule, (words) => CONCEPTS[words] ?? said(RULES, words));
}

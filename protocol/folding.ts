/**
 * How names are found and put in order, on the server and on clients alike: without case, accents
 * and what else people leave out when they type a name.
 */

/** Letters that do not come apart into a letter and an accent, and what people type for them. */
const plainLetters: Record<string, string> = {
  ...{ æ: "ae", œ: "oe", ø: "o", đ: "d", ð: "d", þ: "th", ł: "l", ħ: "h", ŧ: "t", ŋ: "n", ĸ: "k" },
  ...{ ɨ: "i", ʉ: "u", ƶ: "z", ɓ: "b", ɗ: "d", ɖ: "d", ə: "e", ɛ: "e", ɔ: "o", ƙ: "k", ƴ: "y" },
  // Greek at the end of a word; Arabic and Persian keyboards, and letters that stand for each other.
  ...{ ς: "σ", ى: "ي", ی: "ي", ک: "ك", ة: "ه", ہ: "ه", ٱ: "ا", ـ: "" },
  // What keyboards of phones make of plain quotes.
  ...{ "‘": "'", "’": "'", ʼ: "'", ʻ: "'", "`": "'", "´": "'", "“": '"', "”": '"', "„": '"' },
};
const plainLetter = new RegExp(`[${Object.keys(plainLetters).join("")}]`, "gu");

/** Accents and points. Vowel signs of Indian scripts and of Thai belong to their script, and stay. */
const accents =
  /(?=\p{M})[\p{Script=Inherited}\p{Script=Common}\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{Script=Hebrew}\p{Script=Arabic}]/gu;
const invisible = /[\p{Default_Ignorable_Code_Point}\p{Cf}]/gu;

/** A text as it is looked for. Folding twice changes nothing. */
export function fold(text: string): string {
  if (/^[ -_a-~]*$/.test(text)) return text.toLowerCase().replace(/ +/g, " ").trim();
  // What one step makes, such as the accent of a small `İ`, may be for another.
  let folded = text;
  for (let before = ""; before !== folded; ) {
    before = folded;
    folded = foldOnce(folded);
  }
  return folded;
}

function foldOnce(text: string): string {
  return (
    text
      .normalize("NFKD")
      .replace(invisible, "")
      .replace(accents, "")
      // Upper case has one form for `ß` and `ss`, for `ı` and `i`.
      .toUpperCase()
      .toLowerCase()
      .normalize("NFKD")
      .replace(plainLetter, (letter) => plainLetters[letter] ?? letter)
      .replace(/[\u30a1-\u30f6]/g, toHiragana)
      .replace(/\p{Pd}/gu, "-")
      .replace(/\s+/g, " ")
      .trim()
  );
}

function toHiragana(katakana: string): string {
  return String.fromCharCode(katakana.charCodeAt(0) - 0x60);
}

/** Longer keys are cut: an index of the store has room for twice so many, whatever the letters. */
const maxKeyCharacters = 200;

/** Letters of Cyrillic and Persian that stand elsewhere in Unicode, by the letter that they follow. */
const lateLetters: Record<string, string> = {
  ...{
    ґ: "г",
    ђ: "д",
    є: "е",
    ѕ: "з",
    і: "и",
    ј: "и",
    љ: "л",
    њ: "н",
    ћ: "т",
    џ: "ч",
    ә: "а",
    ө: "о",
  },
  ...{ ү: "у", ұ: "у", қ: "к", ғ: "г", ң: "н", һ: "х", پ: "ب", چ: "ج", ژ: "ز", گ: "ك" },
};
const lateLetter = new RegExp(`[${Object.keys(lateLetters).join("")}]`, "gu");

/**
 * Where a name stands in a list, for `compareKeys`: Ä beside A, R2 before R10, signs and emoji before
 * numbers, and those before letters.
 */
export function sortKey(name: string): string {
  const folded = fold(name);
  const key = folded
    // Vowels of Thai and Lao that are written before the consonant that they follow.
    .replace(/([\u0e40-\u0e44\u0ec0-\u0ec4])([\u0e01-\u0e2e\u0e81-\u0eae])/g, "$2$1")
    .replace(/[^\p{L}\p{M}\p{N} ]/gu, "!$&")
    .replace(/\d+/g, numberKey)
    .replace(lateLetter, (letter) => `${lateLetters[letter]}\u{10ffff}${letter}`);
  // Of names that fold to the same, the plain one comes first.
  const accented = name.normalize("NFKD").toLowerCase();
  return cut(key) + (accented === folded ? "" : `\u0001${cut(accented)}`);
}

function cut(key: string): string {
  return [...key].slice(0, maxKeyCharacters).join("");
}

/** A number with its size in front. */
function numberKey(digits: string): string {
  const number = digits.replace(/^0+(?=\d)/, "");
  return `${String(number.length).padStart(3, "0")}${number}`;
}

/** The order of two sort keys: by code points, as the store has it with the collation "C". */
export function compareKeys(a: string, b: string): number {
  let index = 0;
  while (index < a.length && a[index] === b[index]) index++;
  return rankAt(a, index) - rankAt(b, index);
}

/** Ranks a UTF-16 unit so that halves of pairs come last. The end of a text is before everything. */
function rankAt(text: string, index: number): number {
  const unit = index < text.length ? text.charCodeAt(index) : -1;
  return unit >= 0xd800 && unit < 0xe000 ? unit + 0x10000 : unit;
}

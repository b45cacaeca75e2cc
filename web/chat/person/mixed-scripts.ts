/** Scripts with letters that look like those of another, by their codes (ISO 15924). */
const scripts = Object.entries({
  Latn: /(?=\p{L})\p{sc=Latn}/u,
  Cyrl: /(?=\p{L})\p{sc=Cyrl}/u,
  Grek: /(?=\p{L})\p{sc=Grek}/u,
  Armn: /(?=\p{L})\p{sc=Armn}/u,
  Geor: /(?=\p{L})\p{sc=Geor}/u,
  Copt: /(?=\p{L})\p{sc=Copt}/u,
  Cher: /(?=\p{L})\p{sc=Cher}/u,
  Lisu: /(?=\p{L})\p{sc=Lisu}/u,
});

/**
 * The scripts of which a name mixes letters that are easily taken for each other, such as the Cyrillic а in
 * "Аnna"; none where it does not. Japanese and Korean names mix others, as they should.
 */
export function mixedScripts(name: string): string[] {
  const found = scripts.filter(([, letter]) => letter.test(name)).map(([code]) => code);
  return found.length > 1 ? found : [];
}

/**
 * What two copies of one sentence must agree in, however many words were swapped: numbers, names
 * and denial. 「延后7天」 and 「延后30天」 are as alike as two lines can be and say different things.
 */

const NUMBER =
  /\d+|[一二三四五六七八九十百千万两半]+(?=个?(?:天|日(?![常后子益])|月|年|期(?![望待盼间限])|元|块|次|成|倍|周(?![转围折])|点(?![击开])|小时|分钟|工作日|%))/g;
/** An ordinal at the head of a line is its place in a list, no fact. */
const ORDINAL = /^(?:第?[一二三四五六七八九十\d]{1,3}(?:步|[、.．)）]|(?=\p{Script=Han})))/u;
const DENIAL = /[不没无未勿别非]/g;
/** Words that hold a character of denial and deny nothing; spinning swaps them freely (至关重要, 必不可少). */
const NO_DENIAL =
  /必不可少|不可或缺|不可抗力|不得不|不仅|不但|不断|不同|不过|不妨|不管|不论|无论|无非|未来|除非|非常|特别|别的|别人|个别|级别|区别|分别|识别|差别|类别|是不是|能不能|有没有|会不会|可不可以/g;
/** Above this likeness a sentence differs in a character or two, and a denial may be one of them. */
const NEARLY_EQUAL = 0.9;

/**
 * @param a the later sentence, folded
 * @param b the earlier sentence, folded
 * @param alike their likeness, 0 … 1
 * @param names names that must occur in both or in neither
 */
export function sameFacts(a: string, b: string, alike: number, names: readonly string[]): boolean {
  const known = new Set(numbersOf(b));
  if (!numbersOf(a).every((n) => known.has(n))) return false;
  for (const name of names) if (a.includes(name) && !b.includes(name)) return false;
  const difference = Math.abs(denials(a) - denials(b));
  return difference === 0 || (difference === 1 && alike < NEARLY_EQUAL);
}

function numbersOf(text: string): string[] {
  return text.replace(ORDINAL, "").match(NUMBER) ?? [];
}

function denials(text: string): number {
  return text.replace(NO_DENIAL, "").match(DENIAL)?.length ?? 0;
}

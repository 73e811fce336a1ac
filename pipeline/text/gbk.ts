/**
 * GBK as tables: which two bytes a character has, and which character two bytes are. Damage to
 * Chinese pages happens at the level of these bytes, so its repair has to speak of them.
 *
 * The tables are those of iconv-lite (code page 936 with its user-defined area in U+E000–U+F8FF),
 * built at the first call.
 */
import iconv from "iconv-lite";

export const FIRST_LEAD = 0x81;
export const LAST_LEAD = 0xfe;
export const FIRST_TRAIL = 0x40;
export const LAST_TRAIL = 0xfe;
const TRAILS = LAST_TRAIL - FIRST_TRAIL + 1;

interface Tables {
  /** By UTF-16 code unit: lead << 8 | trail, or 0. */
  readonly encode: Uint16Array;
  /** By (lead - 0x81) * TRAILS + (trail - 0x40): the character, user-defined ones included, or "". */
  readonly decode: readonly string[];
}

let tables: Tables | undefined;

function built(): Tables {
  if (tables !== undefined) return tables;
  const encode = new Uint16Array(0x10000);
  const decode: string[] = [];
  const others = [new TextDecoder("gb18030"), new TextDecoder("gbk")];
  for (let lead = FIRST_LEAD; lead <= LAST_LEAD; lead++) {
    for (let trail = FIRST_TRAIL; trail <= LAST_TRAIL; trail++) {
      const char = trail === 0x7f ? "" : iconv.decode(Buffer.from([lead, trail]), "gbk");
      const whole = char.length === 1 && char !== "\ufffd";
      decode.push(whole ? char : "");
      // Other decoders give other private-use characters for some pairs: those have bytes as well.
      const pair = Uint8Array.of(lead, trail);
      for (const c of [whole ? char : "", ...others.map((d) => d.decode(pair))]) {
        const code = c.length === 1 ? c.charCodeAt(0) : 0;
        if (code >= 0x80 && code !== 0xfffd && encode[code] === 0) encode[code] = (lead << 8) | trail;
      }
    }
  }
  tables = { encode, decode };
  return tables;
}

/** The two bytes of a character as `lead << 8 | trail`; 0 for ASCII, for what GBK lacks, and for anything but one code unit. */
export function gbkPair(char: string): number {
  return char.length === 1 ? built().encode[char.charCodeAt(0)]! : 0;
}

/** The same of a code unit. */
export function gbkPairOf(code: number): number {
  return built().encode[code]!;
}

/** Whether GBK leaves a character to its users: decoders give a private-use character, pages mostly nothing. */
export function isUserDefined(char: string): boolean {
  return char >= "\ue000" && char <= "\uf8ff";
}

/** The character of two bytes, or undefined where GBK has none (user-defined pairs included). */
export function gbkChar(lead: number, trail: number): string | undefined {
  if (lead < FIRST_LEAD || lead > LAST_LEAD || trail < FIRST_TRAIL || trail > LAST_TRAIL) return undefined;
  const char = built().decode[(lead - FIRST_LEAD) * TRAILS + (trail - FIRST_TRAIL)]!;
  return char === "" || isUserDefined(char) ? undefined : char;
}

/** Whether a byte can begin a two-byte character. */
export function isLead(byte: number): boolean {
  return byte >= FIRST_LEAD && byte <= LAST_LEAD;
}

/** Whether a byte can end a two-byte character although, alone, it is ASCII: `@A-Z[\]^_` and `` `a-z{|}~ ``. */
export function isAsciiTrail(byte: number): boolean {
  return byte >= FIRST_TRAIL && byte <= 0x7e;
}

/** Damage to single characters, forwards: escaped, invisible, widened. */
import { random } from "../random.ts";

const NAMED: Readonly<Record<string, string>> = {
  "“": "&ldquo;",
  "”": "&rdquo;",
  "…": "&hellip;",
  "·": "&middot;",
};

/** Quotes by name, and some characters by number, in all the forms pages have. */
export function escapeSome(text: string, seed: number, share = 0.05): string {
  const next = random(seed);
  return [...text]
    .map((c) => {
      if (NAMED[c] !== undefined) return next() < 0.3 ? NAMED[c]!.replace("&", "&amp;") : NAMED[c];
      if (c < "\u0080" || next() >= share) return c;
      const code = c.codePointAt(0)!;
      const how = next();
      if (how < 0.4) return `&#${code};`;
      return how < 0.8 ? `&#x${code.toString(16).toUpperCase()};` : `&amp;#x${code.toString(16)};`;
    })
    .join("");
}

const UNSEEN = ["\u200b", "\u200c", "\ufeff", "\u00ad", "\u2060", "\u200e", "\u0007", "\u007f"];

/** Characters that no reader sees, strewn in. */
export function strewUnseen(text: string, seed: number, share = 0.05): string {
  const next = random(seed);
  return [...text]
    .map((c) => (next() < share ? c + UNSEEN[Math.floor(next() * UNSEEN.length)]! : c))
    .join("");
}

/** Letters and digits as wide as Chinese characters. */
export function widen(text: string): string {
  return text.replace(/[A-Za-z0-9]/g, (c) => String.fromCharCode(c.charCodeAt(0) + 0xfee0));
}

/** Commas and full stops written twice, here and there. */
export function stutter(text: string, seed: number, share = 0.1): string {
  const next = random(seed);
  return text.replace(/[，。](?!”)/g, (mark) => (next() < share ? mark + mark : mark));
}

/** One paragraph in three through a wrong decoder. */
export function everyThirdLine(text: string, damage: (line: string) => string): string {
  let seen = 0;
  return text
    .split("\n")
    .map((line) => (line !== "" && seen++ % 3 === 1 ? damage(line) : line))
    .join("\n");
}

/** Arrangements a text asks for or grants, by the subject's table. */
import type { Kind } from "../../../../schemas/advice.ts";
import type { Subject } from "../../../lexicon/subject.ts";
import { perSubject } from "../../../lexicon/wording.ts";
import { sieved, testOf } from "../sieve.ts";

/** What to avoid, what follows and where to call may mention a plan; they offer none. */
const OFFERS_NONE: ReadonlySet<Kind> = new Set(["caution", "consequence", "channel"]);
/** Kinds in which a number of instalments is an arrangement asked for or granted, not a term of a contract. */
const ASKS_OR_GRANTS: ReadonlySet<Kind> = new Set(["script", "option", "case"]);

/** A list of papers names the plans they are for; it asks for one only where it says what to aim at. */
const AIM = /目标|诉求|期望|打算|方案/u;

/**
 * 不能分期 offers no instalments; a reader who looks for them must not be sent here. 能不能分期 asks
 * for them.
 */
const DENIED =
  /(?:(?<!能)不能|(?<!可)不可以|(?<!可)不可|(?<!会)不会|(?<!肯)不肯|(?<!给)不给|无法|没法|难以|不支持|不接受|不提供|不办理|不允许|不谈|没有|并无|无|不予|不是|并非|拒绝|谢绝|取消了?)(?:再|申请|办理|进行|给予|提供|做|有|任何|所谓的?|单独|直接|继续)*$/u;
/** 分期一般不批: the refusal comes after, in the same clause. */
const REFUSED =
  /^[^，。；、？\n]{0,6}?(?:(?<!批)不批|(?<!行)不行|行不通|不现实|不可行|不(?:太|大)?可能|不(?:受理|接受|支持|同意)|没戏|办不了|谈不了|做不了|免谈)(?!的话|时|就)/u;
/** 如果延期不行，再谈分期: the first is asked for all the same. */
const SUPPOSED = /(?:如果?|若是?|要是|假如|倘若|万一)[^，。；]{0,8}$/u;
/** How far before a mention its denial may begin. */
const REACH = 14;

/** A sentence is asked about by itself and as part of an item: so many are remembered. */
const REMEMBERED = 256;
const NONE: readonly number[] = [];

const sieve = sieved(({ options }) => options.map(({ row }) => row.match));

const tableOf = perSubject((subject: Subject) => {
  const { options } = subject;
  const marksOf = sieve(subject);
  const rows = options.map((o) => ({ row: o.row, test: testOf(o), every: new RegExp(o.row.match, "gu") }));
  const memory = new Map<string, readonly number[]>();
  /** Numbers of the rows that a sentence offers something by, whatever the kind of its item. */
  const offeredIn = (sentence: string): readonly number[] => {
    const known = memory.get(sentence);
    if (known !== undefined) return known;
    const { all, from } = marksOf(sentence);
    let offered: number[] | undefined;
    for (let i = 0; i < rows.length; i++) {
      const { test, every } = rows[i]!;
      if (all[from + i] === 0 || !test(sentence) || !isOffered(sentence, every)) continue;
      offered ??= [];
      offered.push(i);
    }
    if (memory.size >= REMEMBERED) memory.clear();
    memory.set(sentence, offered ?? NONE);
    return offered ?? NONE;
  };
  /** What a sentence holds the whole text holds. */
  const mayOffer = (text: string): boolean => {
    const { all, from } = marksOf(text);
    for (let i = 0; i < rows.length; i++) if (all[from + i] === 1) return true;
    return false;
  };
  return { rows, mayOffer, offeredIn };
});

/** Whether one mention at least is of something to be had. */
function isOffered(sentence: string, every: RegExp): boolean {
  for (const { index, 0: found } of sentence.matchAll(every)) {
    const before = sentence.slice(Math.max(0, index - REACH), index);
    const after = sentence.slice(index + found.length, index + found.length + REACH);
    if (!DENIED.test(before) && (SUPPOSED.test(before) || !REFUSED.test(after))) return true;
  }
  return false;
}

/**
 * @param kind of the item the text is of, where it is known
 * @param periods numbers of instalments it names
 */
export function optionsOf(
  text: string,
  subject: Subject,
  kind?: Kind,
  periods: readonly number[] = [],
): string[] {
  if (kind !== undefined && OFFERS_NONE.has(kind)) return [];
  const { instalments } = subject.about;
  const { rows, mayOffer, offeredIn } = tableOf(subject);
  const found = new Set<string>();
  /** Only where no other row finds one. */
  const alone = new Set<string>();
  if (mayOffer(text)) {
    for (const sentence of sentencesOf(text, kind)) {
      for (const i of offeredIn(sentence)) {
        const { row } = rows[i]!;
        if (row.kinds !== undefined && (kind === undefined || !row.kinds.includes(kind))) continue;
        (row.alone ? alone : found).add(row.option);
      }
    }
  }
  if (instalments !== undefined && kind !== undefined && ASKS_OR_GRANTS.has(kind) && periods.length > 0)
    found.add(instalments);
  const options = found.size === 0 ? alone : found;
  return options.size === 0 ? [] : [...options].sort();
}

function sentencesOf(text: string, kind: Kind | undefined): string[] {
  const all = text.split(/[。！？!?\n]/u);
  return kind === "material" ? all.filter((s) => AIM.test(s)) : all;
}

/**
 * Where the article ends. A page has lines that an article does not outlive: comments, recommended
 * reading, copyright. Behind the first of them nothing is the article's, unless the article plainly
 * goes on: it keeps counting its headings, or tells its subject on in whole paragraphs.
 */
import { type Entry, ordinalOf } from "./entries.ts";
import type { Ends } from "./furniture.ts";

/** Less of the article than this (characters, and share of the page) cannot be all of it. */
const LEAST_BEFORE = 80;
const LEAST_SHARE = 0.25;
/** Without anything that looks like comments behind it, a comment widget ends the article only from here on. */
const COMMENTS_FROM = 0.5;
/** Sentences of this length show that the article goes on. */
const PARAGRAPH = 28;
/** A short line of the article has at least this share of its pairs of characters in common with the rest of it. */
const ON_SUBJECT = 0.03;
/** Said of the page and its works, never by the article. */
const NOTICE =
  /本站|本网|本平台|本号|转载|版权|侵权|授权|投稿|著作权|免责|不代表|仅供参考|投资建议|网友|用户上传|二维码|公众号|客户端|APP|备案|许可证|举报/i;

/**
 * @param ends which row of furniture ends an article, by row id
 * @param about how much of a line of the article the rest of it is about, 0 … 1
 * @param isAd whether a line is an advertisement
 * @returns index of the line from which on nothing is the article's; the number of lines when it has no such end
 */
export function endOf(
  entries: readonly Entry[],
  ends: ReadonlyMap<string, Ends>,
  about: (line: Entry) => number,
  isAd: (line: string) => boolean,
): number {
  const total = entries.reduce((n, e) => n + (e.repeat ? 0 : e.text.length), 0);
  const before: number[] = [];
  let body = 0;
  let passed = 0;
  for (const e of entries) {
    before.push(body >= LEAST_BEFORE ? passed / total : 0);
    if (!e.repeat) passed += e.text.length;
    if (e.row === undefined && (e.body || e.ends)) body += e.text.length;
  }
  const counted = continuedCounting(entries);
  let end = entries.length;
  // Comments first: what they say is not to be taken for the article's.
  for (let i = 0; i < entries.length; i++) {
    if (ends.get(entries[i]!.row ?? "") !== "comments" || before[i]! < LEAST_SHARE) continue;
    if (counted[i + 1] || (before[i]! < COMMENTS_FROM && !looksLikeComments(entries, i + 1))) continue;
    end = i;
    break;
  }
  const foot = footOf(entries, end, before, counted, about, isAd);
  let best = foot;
  for (let i = end - 1; i >= 0; i--) {
    const e = entries[i]!;
    if (e.row !== undefined) {
      if (!ends.has(e.row) || before[i]! < LEAST_SHARE || counted[i + 1]) continue;
      best = i;
    } else if (!e.repeat && goesOn(e) && !NOTICE.test(e.text) && !isAd(e.plain)) {
      break;
    }
  }
  return best;
}

/** A paragraph, if a short one. */
function goesOn(e: Entry): boolean {
  return e.ends && (e.body || (e.text.length >= PARAGRAPH && /[,，]/.test(e.text)));
}

/** A page's foot holds at least so many lines known as furniture, and they make up this share of its lines. */
const LEAST_FOOT = 3;
const FOOT_SHARE = 0.3;
/** So much of the page must lie above a foot that no row announces. */
const FOOT_FROM = 0.25;
/** Sentences from here on are listened to. */
const SENTENCE = 16;
/** Rows that date, place or count a comment. */
const COMMENT_LINE =
  /^(?:field-(?:when|recent|date|place|region|counted|word|button|floor|post|member|client)|comment|floor)/;
/** So long a sentence, with no comment's furniture beside it, is the article's whatever it speaks of. */
const SAID = 20;
/** The title of another page, or a call to ask: one question and nothing else. */
const ASKED = /^[^。！!；;？?我]{4,36}[？?]$/;
/** A line this long beside the furniture of a comment is the article's all the same. */
const LONG = 60;

/**
 * The foot of a page, where no row says that the article ends: from some piece of furniture on there
 * is furniture again and again, and between it nothing that reads like the article.
 */
function footOf(
  entries: readonly Entry[],
  end: number,
  before: readonly number[],
  counted: readonly boolean[],
  about: (line: Entry) => number,
  isAd: (line: string) => boolean,
): number {
  const beside = (i: number) => COMMENT_LINE.test(entries[i]?.row ?? "");
  let best = end;
  let known = 0;
  let lines = 0;
  for (let i = end - 1; i >= 0; i--) {
    const e = entries[i]!;
    if (e.repeat && e.row === undefined) continue;
    lines++;
    if (e.row !== undefined) {
      known++;
      if (before[i]! < FOOT_FROM || counted[i + 1]) break;
      if (known >= LEAST_FOOT && known >= FOOT_SHARE * lines) best = i;
      continue;
    }
    if (e.text.length < SENTENCE || NOTICE.test(e.text) || isAd(e.plain)) continue;
    if ((!e.ends && !e.body) || ASKED.test(e.text)) continue;
    const comment = e.text.length < LONG && (beside(i - 1) || beside(i - 2) || beside(i + 1));
    if (!comment && (e.body || e.text.length >= SAID || about(e) >= ON_SUBJECT)) break;
  }
  return best;
}

/** For each line: whether a heading at or behind it counts on from one before the last piece of furniture above it. */
function continuedCounting(entries: readonly Entry[]): boolean[] {
  const out: boolean[] = new Array(entries.length + 1).fill(false);
  const highest = new Map<string, number>();
  const goesOn: boolean[] = entries.map((e) => {
    if (e.row !== undefined || e.repeat) return false;
    const ordinal = ordinalOf(e.text);
    if (ordinal === undefined || ordinal.n < 1) return false;
    const last = highest.get(ordinal.family);
    highest.set(ordinal.family, ordinal.n);
    return last !== undefined && ordinal.n === last + 1;
  });
  for (let i = entries.length - 1; i >= 0; i--) out[i] = out[i + 1]! || goesOn[i]!;
  return out;
}

/** Names with times, answers, counts of likes: within the next lines. */
function looksLikeComments(entries: readonly Entry[], from: number): boolean {
  let signs = 0;
  for (const e of entries.slice(from, from + 12)) {
    if (
      /\d{1,2}:\d{2}|\d{1,2}-\d{1,2}|\d\s*(?:分钟|小时|天|周|月|年)前|昨天|前天|回复|举报|[赞👍]\s*\(?\d|楼|^\S{1,12}[:：]/u.test(
        e.plain,
      ) &&
      e.plain.length <= 60
    )
      signs++;
  }
  return signs > 0;
}

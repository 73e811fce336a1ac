/**
 * Threads: pages on which posts follow one another, each with a line that numbers or dates it. The
 * first post is the article; so is what its author adds further down. What others answer is not.
 */
import type { Entry } from "./entries.ts";
import { readFields } from "./fields.ts";
import { type Furniture, marksOf } from "./furniture.ts";

/** Fewer floors than this are no thread. */
const LEAST_FLOORS = 2;
/** Lines of an author's name, rank and figures beside a post. */
const LONGEST_NAME = 24;
const MOST_NAME_LINES = 8;

/** Between which lines the article ends: behind the last post that is its author's, and with the last post. */
export interface Thread {
  readonly from: number;
  readonly to: number;
}

interface Post {
  /** Lines of the post, its author's and floor lines left out. */
  readonly lines: readonly Entry[];
  readonly author: readonly Entry[];
  readonly starter: boolean;
}

/**
 * Mark floor lines, authors' lines and the answers of others.
 *
 * @returns undefined for a page that is no thread
 */
export function byThread(entries: readonly Entry[], furniture: Furniture): Thread | undefined {
  const floors = floorsOf(entries, furniture);
  if (floors.length < LEAST_FLOORS) return byAnswers(entries);
  const first = floors[0]!;
  for (const i of floors) entries[i]!.row ??= "floor-line";
  const below = entries.slice(0, first).some((e) => e.body && e.ends);
  const posts = below ? postsAbove(entries, floors, furniture) : postsBelow(entries, floors, furniture);
  const opener = nameOf(posts[0]?.author ?? []);
  let kept: Entry | undefined;
  posts.forEach((post, i) => {
    for (const line of post.author) line.row ??= "floor-author";
    if (i === 0 || post.starter || (opener !== undefined && nameOf(post.author) === opener)) {
      if (below || i < posts.length - 1) kept = post.lines.findLast((e) => e.row === undefined) ?? kept;
      else kept = post.lines.findLast((e) => e.row === undefined && e.body) ?? kept;
      return;
    }
    // Answers to an answer may stand above a post of its author's.
    const own = below && opener !== undefined ? post.lines.findIndex((e) => isBy(e, opener)) : -1;
    const said = own < 0 ? post.lines : post.lines.slice(0, own + 1);
    for (const line of said) line.row ??= "floor-reply";
    if (own < 0) return;
    const rest = post.lines.slice(own + 1);
    while (rest.length > 1 && isNameLine(rest[0]!)) rest.shift()!.row ??= "floor-author";
    kept = rest.at(-1) ?? kept;
  });
  return {
    from: kept === undefined ? 0 : entries.indexOf(kept) + 1,
    to: below ? floors.at(-1)! + 1 : entries.length,
  };
}

/** A floor by number and name alone: 2# 秋名山修车工 注册会员 积分 318. */
const ANSWER_LINE = /^[【[(（]?(\d{1,3})\s*(?:#|楼)[】\])）]?(?:\s+[^\s。！？!?；;]{1,16}){1,6}$/;
const LONGEST_ANSWER_LINE = 48;
/** So many answers make a thread, and in so many characters a question can be asked. */
const LEAST_ANSWERS = 3;
const LONGEST_QUESTION = 400;
/** What somebody says who only passes by. */
const LONGEST_REMARK = 36;

/**
 * A question and its answers: where the first post only asks, what others answer is what the page is
 * for. Their names and ranks are furniture, and so is a remark.
 */
function byAnswers(entries: readonly Entry[]): Thread | undefined {
  const floors = entries.flatMap((e, i) =>
    e.plain.length <= LONGEST_ANSWER_LINE && ANSWER_LINE.test(e.plain) ? [i] : [],
  );
  if (floors.length < LEAST_ANSWERS) return undefined;
  const first = floors.find((i) => Number(ANSWER_LINE.exec(entries[i]!.plain)![1]) > 1);
  if (first === undefined) return undefined;
  const asked = entries.slice(0, first).filter((e) => e.row === undefined);
  const length = asked.reduce((n, e) => n + e.plain.length, 0);
  if (length > LONGEST_QUESTION || !asked.some((e) => /[？?]/.test(e.plain))) return undefined;
  let kept = first;
  floors.forEach((floor, k) => {
    entries[floor]!.row ??= "floor-line";
    const said = entries.slice(floor + 1, floors[k + 1] ?? entries.length);
    const says = said.findLastIndex((e) => e.plain.length > LONGEST_REMARK && e.row === undefined);
    if (says >= 0) kept = floor + 1 + says;
    if (says < 0 && floors[k + 1] !== undefined) for (const e of said) e.row ??= "floor-reply";
  });
  return { from: kept + 1, to: entries.length };
}

const TIMED: ReadonlySet<string> = new Set(["field-date", "field-when", "field-recent"]);
const NUMBERED: ReadonlySet<string> = new Set(["field-floor", "field-post"]);

/** Lines that carry a floor number, or the buttons of a post, together with a time. */
function floorsOf(entries: readonly Entry[], { fields }: Furniture): number[] {
  const timed = fields.filter((m) => TIMED.has(m.row.id));
  const numbered = fields.filter((m) => NUMBERED.has(m.row.id));
  const floors: number[] = [];
  entries.forEach((entry, i) => {
    if (entry.plain.length > 90 || entry.heading) return;
    const marks = marksOf(fields, entry.plain);
    if (!timed.some((m) => marks[m.at] === 1) || !numbered.some((m) => marks[m.at] === 1)) return;
    const read = readFields(fields, entry.plain);
    if (read === undefined || read.unknown.length > 3) return;
    if (timed.some((m) => read.rows.has(m.row.id)) && numbered.some((m) => read.rows.has(m.row.id)))
      floors.push(i);
  });
  return floors;
}

/** The floor line ends a post. */
function postsAbove(entries: readonly Entry[], floors: readonly number[], furniture: Furniture): Post[] {
  return floors.map((floor, k) => {
    let lines = entries
      .slice(k === 0 ? 0 : floors[k - 1]! + 1, floor)
      .filter((e) => e.row === undefined && !isButtons(e, furniture));
    let author: readonly Entry[] = [];
    if (k === 0) {
      // Above the first post stand the title and the head of the page as well.
      const body = lines.findIndex((e) => e.body && e.ends);
      let top = body;
      while (top > 1 && isNameLine(lines[top - 1]!)) top--;
      author = lines.slice(top, body);
    } else {
      let names = 0;
      while (names < lines.length - 1 && names < MOST_NAME_LINES && isNameLine(lines[names]!)) names++;
      author = lines.slice(0, names);
      lines = lines.slice(names);
    }
    return { lines, author, starter: author.some((e) => /^楼主|楼主$/.test(e.plain)) };
  });
}

/** The floor line opens a post; the author's lines stand above it, or in it. */
function postsBelow(entries: readonly Entry[], floors: readonly number[], furniture: Furniture): Post[] {
  const tops = floors.map((floor, k) => {
    const least = Math.max(k === 0 ? 0 : floors[k - 1]! + 1, floor - MOST_NAME_LINES);
    let top = floor;
    while (top > least && isNameBlock(entries[top - 1]!, furniture)) top--;
    return top;
  });
  return floors.map((floor, k) => {
    const end = tops[k + 1] ?? entries.length;
    const block = entries.slice(tops[k]!, floor).filter((e) => e.row === undefined);
    const own = entries[floor]!;
    return {
      // The last post runs into the foot of the page, which is not this function's to tell apart.
      lines: entries.slice(floor + 1, end),
      author: block.length > 0 && !block.some((e) => e.repeat) ? block : [own],
      starter: /楼主/.test(own.plain) && !/只看楼主/.test(own.plain),
    };
  });
}

/** Buttons and counts alone: left to the rows that know them. */
function isButtons(entry: Entry, furniture: Furniture): boolean {
  const read = readFields(furniture.fields, entry.plain);
  return read !== undefined && read.unknown.length === 0 && !read.rows.has("field-member");
}

function isBy(entry: Entry, name: string): boolean {
  return isNameLine(entry) && nameOf([entry]) === name;
}

function isNameLine(entry: Entry): boolean {
  return entry.plain.length <= LONGEST_NAME && !entry.ends && !/[,，。?？!！:：]/.test(entry.plain);
}

function isNameBlock(entry: Entry, furniture: Furniture): boolean {
  const read = readFields(furniture.fields, entry.plain);
  if (read?.rows.has("field-member") && read.unknown.length === 0) return true;
  if (!isNameLine(entry)) return false;
  // Buttons end the post above; figures of the author belong to his name.
  return read === undefined || read.unknown.length > 0 || read.rows.has("field-member");
}

function nameOf(author: readonly Entry[]): string | undefined {
  const name = author[0]?.plain.replace(/^楼主[\s:：|]*|[\s|]*楼主$/g, "").split(/\s+/)[0];
  return name === "" ? undefined : name;
}

/**
 * Passages: what the author set apart. A list item with what hangs below it, a labelled paragraph,
 * a short section under a heading of its own, a menu path over several lines; running prose is left
 * for `runs.ts` to cut by subject. The coarsest unit wins (the guideline's rule).
 */

import type { ZoneRow } from "../../../schemas/lexicon-extract.ts";
import type { Subject } from "../../lexicon/subject.ts";
import { perSubject } from "../../lexicon/wording.ts";
import type { Block, Outline, Section } from "../../outline.ts";
import { type Range, sentences } from "../../text/sentences.ts";
import { SHORT_ENTRY } from "./features.ts";
import { judgeSection } from "./judge.ts";
import { zonesIn } from "./zones.ts";

export interface Passage {
  /** Whole range, label or heading included, the marker before it not. */
  readonly start: number;
  readonly end: number;
  readonly label: string;
  /** The text without label, heading and markers, piece by piece. */
  readonly body: readonly Range[];
  /** Headings over it and the lead of its list, outermost first. */
  readonly above: readonly string[];
  readonly place: "list" | "section" | "prose";
  readonly zone?: "case" | "script";
  /** First or last paragraphs that lead in or sum up: only a way to reach the other side counts there. */
  readonly edge?: boolean;
  /** For list items: offset of the list they are in. */
  readonly list?: number;
}

const NAMES_DESK = /(?<!\d)(?:95\d{3}|[48]00-\d{3}|10\d{3,6})(?!\d)|“[^”]{1,10}”[^。]{0,16}“[^”]{1,10}”|→/;
/** 答： says who speaks, not what. */
const ANSWER = /^(?:答|回答|A\d{0,2})\s*[：:]\s*/;
/** A section longer than this holds more than one piece of advice whatever its heading says (longest single-item section seen: 330). */
const LONGEST_SECTION = 380;
const MOST_PARAGRAPHS = 2;
/** A paragraph of so many sentences under a heading says several things (annotated: none of 17 is one item, of four sentences 4 of 15). */
const MANY_SENTENCES = 6;
const PRESS_STEP =
  /^(?:请|再|然后|首先|接着|之后|先|最后)?(?:在.{1,14}(?:页面|界面|里|中|顶部|底部|上方|下方|右上角).{0,4})?(?:，)?(?:打开|点击|点开|点|进入|选择|选|找到|搜索|登录|登陆|滑动|滚动|下拉|输入|回到|切换|轻触|长按|下载|启动)/u;
const LEAD_END = /[：:]$/;
const LEAD_WORDS = /(?:以下|如下|下面|下列).{0,24}[。：:]$/;
const LONGEST_LEAD = 40;
/** Anything shorter (a number, a line that closes) hangs on what stands above it. */
const SHORTEST_PARAGRAPH = 16;

interface Context {
  readonly above: readonly string[];
  readonly zone?: "case" | "script" | "off-topic";
  /** One of a series of points that are one piece of advice each. */
  readonly one?: boolean;
}

export function passagesOf(text: string, outline: Outline, subject: Subject): Passage[] {
  const out: Passage[] = [];
  const walk = (section: Section, context: Context) => visit(section, context, { text, subject, out, walk });
  walk(outline.root, { above: [] });
  return out;
}

interface Work {
  readonly text: string;
  readonly subject: Subject;
  readonly out: Passage[];
  readonly walk: (section: Section, context: Context) => void;
}

function visit(section: Section, context: Context, work: Work): void {
  const { text, subject, out } = work;
  const heading = section.heading ? text.slice(nameStart(section.heading), section.heading.end) : "";
  // 技巧二：走对门路 is about a way in; that it is a 技巧 says nothing of it. 案例一 does.
  const bare = section.heading ? text.slice(section.heading.body, section.heading.end) : "";
  const zones = heading === "" ? [] : zonesOf(heading, bare, subject);
  const isTitle =
    section.depth === 1 &&
    section.heading !== undefined &&
    section.sections.length + section.blocks.length > 0 &&
    section.heading.marker === undefined &&
    context.above.length === 0;
  const zone = isTitle ? undefined : (zones.find((z) => z !== "broad") ?? context.zone);
  // The title promises everything at once, so it says nothing of any one passage.
  const above = heading === "" || isTitle ? context.above : [...context.above, heading];
  const inherited: Context =
    zone === "case" || zone === "script" || zone === "off-topic" ? { above, zone } : { above };
  if (zone !== "none" && zone !== "off-topic" && section.blocks.length > 0) {
    const broad = isTitle || zones.includes("broad") || heading === "" || /[？?]$/.test(heading);
    const whole =
      zone === "case"
        ? caseSection(section, text, subject)
        : zone === "script"
          ? isOneScriptSection(section)
          : !broad && (isBareList(section, text) || isOne(section, heading, work));
    if (context.one && zone === undefined && section.heading) {
      pushOne(section, heading, context, work);
    } else if (whole && section.heading) {
      out.push({
        start: nameStart(section.heading),
        end: lastEnd(section.blocks),
        label: heading,
        body: section.blocks.map((b) => ({ start: b.body, end: b.end })),
        above: context.above,
        place: "section",
        ...(zone === "case" || zone === "script" ? { zone } : {}),
      });
    } else {
      const from = out.length;
      const answer =
        /[？?]$/.test(heading) && !isTitle && (!ofParagraphs(section) || isOne(section, heading, work));
      byBlock(section.blocks, inherited, above, answer, work);
      if (isTitle || heading === "") markEdges(out, from, section, work);
    }
  }
  // A story told under a heading of its own is over where the next heading stands.
  const told = zone === "case" && section.blocks.length > 0;
  const series = oneByOne(section, work);
  for (const child of section.sections) {
    const within: Context = told ? { above: context.above } : inherited;
    work.walk(child, series.has(child) ? { ...within, one: true } : within);
  }
}

/** Fewer numbered points are no series. */
const LEAST_SERIES = 3;
/** Share of a series from which what holds for its points holds for all of them. */
const MOSTLY_ONE = 0.6;

/**
 * Numbered points with a heading and a paragraph each: where most are one piece of advice, all are. Behind
 * the last of them the text may come to its end with a paragraph more.
 */
function oneByOne({ sections }: Section, work: Work): ReadonlySet<Section> {
  const points = sections.filter((s) => s.heading?.marker !== undefined && s.sections.length === 0);
  const family = points[0]?.heading?.marker?.family;
  // 一、 counts chapters, 1. points.
  if (family === undefined || family === "cn" || family === "cn-paren") return new Set();
  const plain = points.filter(
    (s, i) =>
      s.heading?.marker?.family === family &&
      (s.blocks.length === 1 || (s.blocks.length === 2 && i === points.length - 1)) &&
      s.blocks.every((b) => b.role === "paragraph" && b.label === undefined) &&
      s.blocks[0]!.end - s.blocks[0]!.body <= LONGEST_SECTION &&
      !/[？?]$/.test(headingOf(s, work.text)),
  );
  if (plain.length < LEAST_SERIES || plain.length < points.length) return new Set();
  const one = plain.filter((s) => s.blocks.length === 1 && isOne(s, headingOf(s, work.text), work));
  return new Set(one.length >= MOSTLY_ONE * plain.length ? plain : []);
}

/** A point of a series, and apart from it what the text ends with. */
function pushOne(section: Section, heading: string, { above }: Context, { out }: Work): void {
  const [first, end] = section.blocks;
  out.push({
    start: nameStart(section.heading!),
    end: first!.end,
    label: heading,
    body: [{ start: first!.body, end: first!.end }],
    above,
    place: "section",
  });
  if (end)
    out.push({
      start: end.body,
      end: end.end,
      label: "",
      body: [{ start: end.body, end: end.end }],
      above,
      place: "prose",
      edge: true,
    });
}

/** Zones of a heading: those of stories and of words to say are told by its whole name, the others by the name without a step before it. */
function zonesOf(heading: string, bare: string, subject: Subject): Array<ZoneRow["zone"]> {
  const whole = zonesIn("heading", heading, subject).filter(
    ({ zone }) => zone === "case" || zone === "script",
  );
  const others = zonesIn("heading", bare, subject).filter(({ zone }) => zone !== "case" && zone !== "script");
  // In the order of the table.
  return subject.zones.flatMap(({ row }) => (whole.includes(row) || others.includes(row) ? [row.zone] : []));
}

/** 第三步 and 案例一 are part of what a passage is called; 三、 and 1. only count. */
function nameStart(block: Block): number {
  return block.marker?.family === "step" ? block.start : block.body;
}

/** What stands over the first section leads in; in a text without sections its first and last paragraphs may. */
function markEdges(out: Passage[], from: number, section: Section, { text, subject }: Work): void {
  const filled = section.sections.filter((s) => s.blocks.length + s.sections.length > 0).length;
  const edge = (i: number) => {
    if (out[i]?.place === "prose") out[i] = { ...out[i], edge: true };
  };
  if (filled >= 2) {
    for (let i = from; i < out.length; i++) edge(i);
    return;
  }
  if (filled > 0 || section.blocks.length < 4) return;
  const says = (i: number, on: "opening" | "closing") => {
    const passage = out[i];
    return passage !== undefined && zonesIn(on, text.slice(passage.start, passage.end), subject).length > 0;
  };
  if (out[from]?.start === section.blocks[0]!.start && says(from, "opening")) edge(from);
  for (let i = out.length - 1; i >= from && i >= out.length - 2 && says(i, "closing"); i--) edge(i);
}

/** Between the cells of a table that was written out as lines. */
const CELLS = /[|｜\t]|\u3000+| {2,}| \/ /u;
const LONGEST_CELL = 40;
const LONGEST_ROW = 160;
/** Fewer lines with cells are a heading, a byline, a menu path. */
const LEAST_ROWS = 3;

function isRow(block: Block, text: string): boolean {
  if (block.role !== "paragraph") return false;
  if (block.end - block.body > LONGEST_ROW) return false;
  const cells = text
    .slice(block.body, block.end)
    .split(CELLS)
    .filter((cell) => cell.trim() !== "");
  return cells.length >= 2 && cells.every((cell) => cell.length <= LONGEST_CELL);
}

/** Whether a section is a table, of which every row says something of its own. */
function isTable(blocks: readonly Block[], text: string): boolean {
  let run = 0;
  for (const b of blocks) {
    run = isRow(b, text) ? run + 1 : 0;
    if (run >= LEAST_ROWS) return true;
  }
  return false;
}

/** An entry of a list without marks: a line of a few words that is no sentence. */
const isBareEntry = (block: Block | undefined, text: string): boolean =>
  block !== undefined &&
  !isRow(block, text) &&
  block.role === "paragraph" &&
  block.label === undefined &&
  block.end - block.body <= SHORT_ENTRY &&
  !/[。！？!?；;：:]/.test(text.slice(block.body, block.end));

/** Lines that only lead from one step of a menu to the next. */
const ARROW = /^[↓⬇▼⇩→⇨]\uFE0F?$/u;

/** Steps with arrows on lines of their own between them, from `from` on: number of blocks, 0 for none. */
function arrowSteps(blocks: readonly Block[], from: number, text: string): number {
  const isArrow = (b: Block | undefined) => b !== undefined && ARROW.test(text.slice(b.body, b.end));
  let n = 1;
  while (isArrow(blocks[from + n]) && blocks[from + n + 1]?.role === "paragraph") n += 2;
  return n > 1 ? n : 0;
}

/** Number of entries from `from` on; one line alone is no list. */
function bareEntries(blocks: readonly Block[], from: number, text: string): number {
  let n = 0;
  while (isBareEntry(blocks[from + n], text)) n++;
  return n >= 2 ? n : 0;
}

/** A heading, perhaps a line that leads in, and nothing but short entries below. */
function isBareList({ sections, blocks }: Section, text: string): boolean {
  if (sections.length > 0 || blocks.length < 2) return false;
  const first = blocks[0]!;
  const lead =
    LEAD_END.test(text.slice(first.body, first.end)) && first.end - first.body <= LONGEST_LEAD ? 1 : 0;
  const n = bareEntries(blocks, lead, text);
  return n > 0 && lead + n === blocks.length;
}

/** A short section of some plain paragraphs: whether they are one piece of advice is for the model to say. */
export function ofParagraphs({ heading, sections, blocks }: Section): boolean {
  return (
    heading !== undefined &&
    sections.length === 0 &&
    blocks.length >= 2 &&
    blocks.length <= 4 &&
    blocks.every(
      (b, i) =>
        b.role === "paragraph" && b.label === undefined && (i === 0 || b.end - b.body >= SHORTEST_PARAGRAPH),
    ) &&
    lastEnd(blocks) - blocks[0]!.start <= LONGEST_SECTION
  );
}

const MOST_ENTRIES = 10;

/** A short section with entries of a list or labelled paragraphs: another question for the model. */
export function ofEntries({ heading, sections, blocks }: Section): boolean {
  return (
    heading !== undefined &&
    sections.length === 0 &&
    blocks.length >= 2 &&
    blocks.length <= MOST_ENTRIES &&
    blocks.some((b) => b.role === "item" || b.label !== undefined) &&
    lastEnd(blocks) - blocks[0]!.start <= LONGEST_SECTION
  );
}

/** What stands below one heading, as the model sees it. */
export interface Group {
  readonly texts: readonly string[];
  /** How many of them are entries of a list, and how many have a label. */
  readonly entries: number;
  readonly labels: number;
}

export const groupOf = ({ blocks }: Section, text: string): Group => ({
  texts: blocks.map((b) => text.slice(b.body, b.end)),
  entries: blocks.filter((b) => b.role === "item").length,
  labels: blocks.filter((b) => b.label !== undefined).length,
});

/** What a section is called, without the number before it. */
export const headingOf = ({ heading }: Section, text: string): string =>
  heading ? text.slice(nameStart(heading), heading.end) : "";

/** Whether what stands below one heading is one piece of advice: of a few paragraphs or entries the model says so, else their form. */
function isOne(section: Section, heading: string, { text, subject }: Work): boolean {
  if (isLineWithWords(section, text)) return true;
  if (isTable(section.blocks, text)) return false;
  return subject.models && (ofParagraphs(section) || ofEntries(section))
    ? judgeSection(heading, groupOf(section, text), subject)
    : isOnePassage(section, text);
}

/** What to do in one paragraph and the words for it in the next, as one of several scenes has it. */
function isLineWithWords({ heading, sections, blocks }: Section, text: string): boolean {
  const [line, words] = blocks;
  return (
    heading !== undefined &&
    sections.length === 0 &&
    blocks.length === 2 &&
    line!.end - line!.body <= LONGEST_LEAD &&
    /^[“「].{12,}[”」][。！]?$/u.test(text.slice(words!.body, words!.end))
  );
}

/** A short section under a heading of its own, with prose or one list of short entries below, is one piece of advice. */
function isOnePassage(section: Section, text: string): boolean {
  if (section.heading === undefined || section.sections.length > 0) return false;
  const { blocks } = section;
  const length = blocks.reduce((sum, b) => sum + b.end - b.body, 0);
  if (length > LONGEST_SECTION) return false;
  const items = blocks.filter((b) => b.role === "item" && b.level === 1);
  const labelled = blocks.filter((b) => b.label !== undefined && b.end - b.label.end > 12);
  if (labelled.length >= 2) return false;
  const plain = blocks.filter((b) => b.role === "paragraph");
  const [only] = blocks;
  if (blocks.length === 1 && sentences(text, only!.body, only!.end).length >= MANY_SENTENCES) return false;
  // Two paragraphs that each name a number or a menu are two ways to reach somebody.
  if (plain.filter((b) => NAMES_DESK.test(text.slice(b.body, b.end))).length >= 2) return false;
  if (items.length >= 2)
    return isShortList(items, text) && plain.length <= 2 && !blocks.some((b) => b.level > 1);
  return plain.length <= MOST_PARAGRAPHS;
}

/** Words to say for several situations under one heading are one piece of advice with scripts inside. */
function isOneScriptSection(section: Section): boolean {
  return (
    section.sections.length === 0 &&
    section.blocks.length > 0 &&
    lastEnd(section.blocks) - section.blocks[0]!.start <= 2 * LONGEST_SECTION
  );
}

function caseSection(section: Section, text: string, subject: Subject): boolean {
  const named = namedPerson(subject);
  return (
    section.sections.length === 0 &&
    section.blocks.filter((b) => named.test(text.slice(b.start, Math.min(b.end, b.start + 30)))).length <= 1
  );
}

/** Surnames: the two hundred and fifty commonest, without those that begin a word behind 小 or 老 more often than a name. */
const SURNAMES =
  "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林罗高郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘蒋蔡余杜叶苏魏吕丁任沈姚卢姜崔钟谭陆汪范石廖贾夏韦傅方白邹孟熊秦邱江尹薛阎段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔汤常温康施牛樊葛邢安齐伍庞颜倪庄聂章鲁岳翟殷詹申欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕单裴霍涂成苗谷曲盛冉骆蓝路游辛靳管柴蒙鲍华喻祁蒲房滕屈饶解牟艾尤阳穆农司卓古吉缪简车项连芦麦褚娄窦戚岑景党宫费卜冷晏席卫柏宗瞿全桂佟应臧闵苟邬边卞姬师仇栾隋商刁沙荣巫寇桑郎甄丛仲虞敖巩明佘池查麻苑迟邝";
const OTHER_SURNAMES = "金程向时米于";

/** Somebody whose story is told. */
export const namedPerson = perSubject(
  ({ wording }: Subject) =>
    new RegExp(
      `(?:[${SURNAMES}${OTHER_SURNAMES}][\\p{Script=Han}]?(?:先生|女士|小姐|某某?(?![些个种一家位银平类项天次笔期款])|太太|师傅|老师|同学|姐|哥|阿姨|大叔)|(?<![大从变缩减不])小[${SURNAMES}美芳军强红丽](?!\\p{Script=Han}?[额票面写])|(?<![\\p{Script=Han}]{0,2}[养变古偏年衰])老[王李张刘陈杨赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩冯邓曹彭曾袁潘蒋蔡余杜魏吕丁任沈姚崔谭陆汪范廖贾夏邹熊秦邱江尹薛雷侯陶黎贺郝龚邵钱严覃莫孔汤屈柏耿聂祁卞佟](?!\\p{Script=Han}?[额票面写])|(?<!\\p{Script=Han})阿(?![里姨拉胶猫尔])\\p{Script=Han}|(?:一位|有位|有个|某位|一名|这位|另一位|还有一位)[^，。]{0,12}${wording["told-of"]})`,
      "u",
    ),
);

function isShortList(items: readonly Block[], text: string): boolean {
  const steps = items.filter((b) => PRESS_STEP.test(text.slice(b.body, b.end))).length;
  if (steps >= 2 && steps * 2 >= items.length) return true;
  const short = items.filter(
    (b) => b.end - b.body <= SHORT_ENTRY && !/[。！，,；;：:]/.test(text.slice(b.body, b.end)),
  ).length;
  return short * 3 >= items.length * 2;
}

function byBlock(
  blocks: readonly Block[],
  context: Context,
  above: readonly string[],
  answer: boolean,
  work: Work,
): void {
  const { text, subject, out } = work;
  const from = out.length;
  const speakers = speakersIn(blocks, text, subject);
  if (speakers) {
    pushDialogue(blocks, speakers, above, text, out);
    return;
  }
  let lead: Block | undefined;
  let i = 0;
  const zone = context.zone === "case" || context.zone === "script" ? { zone: context.zone } : {};
  while (i < blocks.length) {
    const b = blocks[i]!;
    const line = text.slice(b.body, b.end);
    if (b.role === "paragraph" && b.label === undefined) {
      const next = blocks[i + 1];
      const introduces = next !== undefined && (next.role === "item" || next.label !== undefined);
      if (introduces && (LEAD_END.test(line) || LEAD_WORDS.test(line))) {
        lead = b;
        i++;
        const leadZone = zonesIn("lead", line, subject)[0]?.zone;
        if (leadZone === "none" || leadZone === "off-topic") i = listEnd(blocks, i);
        continue;
      }
      const steps = arrowSteps(blocks, i, text);
      if (steps > 0) {
        const members = blocks.slice(i, i + steps);
        const body = members.map((m) => ({ start: m.body, end: m.end }));
        out.push({
          start: b.body,
          end: lastEnd(members),
          label: "",
          body,
          above,
          place: "list",
          ...zone,
        });
        i += steps;
        continue;
      }
      const entries =
        LEAD_END.test(line) && line.length <= LONGEST_LEAD ? bareEntries(blocks, i + 1, text) : 0;
      if (entries > 0) {
        const members = blocks.slice(i + 1, i + 1 + entries);
        const leadZone = zonesIn("lead", line, subject)[0]?.zone;
        if (leadZone === undefined) {
          out.push({
            start: b.body,
            end: lastEnd(members),
            label: line.replace(LEAD_END, ""),
            body: members.map((m) => ({ start: m.body, end: m.end })),
            above,
            place: "list",
            ...zone,
          });
          i += 1 + entries;
          continue;
        }
      }
      lead = undefined;
      const start = b.body + (ANSWER.exec(line)?.[0].length ?? 0);
      out.push({
        start,
        end: b.end,
        label: "",
        body: [{ start, end: b.end }],
        above,
        place: "prose",
        ...zone,
      });
      i++;
      continue;
    }
    if (isTurn(b, text, subject)) {
      const start = behindLabel(text, b.label!.end, b.end);
      if (start < b.end)
        out.push({
          start,
          end: b.end,
          label: "",
          body: [{ start, end: b.end }],
          above,
          place: "prose",
          ...zone,
        });
      lead = undefined;
      i++;
      continue;
    }
    const end = listEnd(blocks, i);
    pushList(blocks.slice(i, end), lead, above, zone, work);
    i = end;
    lead = undefined;
  }
  if (answer) joinAnswer(out, from, blocks);
}

/** The answer to a question is one item unless it holds a list. */
function joinAnswer(out: Passage[], from: number, blocks: readonly Block[]): void {
  const mine = out.slice(from);
  const length = blocks.at(-1)!.end - blocks[0]!.start;
  if (mine.length < 1 || mine.some((p) => p.place === "list") || length > LONGEST_SECTION) return;
  out.splice(out.length - mine.length, mine.length, {
    start: mine[0]!.start,
    end: mine.at(-1)!.end,
    label: "",
    body: mine.flatMap((p) => p.body),
    above: mine[0]!.above,
    place: "section",
  });
}

/** Where the run of list items or labelled paragraphs that begins at `from` ends. */
function listEnd(blocks: readonly Block[], from: number): number {
  const first = blocks[from];
  if (first === undefined) return from;
  let i = from;
  let next: number | undefined;
  while (i < blocks.length) {
    const b = blocks[i]!;
    if (first.role === "item") {
      if (b.role === "item") {
        i++;
        continue;
      }
      // A paragraph between two items of one numbering hangs on the item before it.
      if (next === undefined || next <= i) next = nextTop(blocks, i);
      const top = blocks[next];
      const goesOn =
        top?.marker !== undefined && top.marker.family === first.marker?.family && top.marker.ordinal > 1;
      const short = isShortHead(blocks[i - 1]!);
      // 真实例子：…… behind a list is a point of its own, not what the last entry holds.
      if (!goesOn && (!short || b.label !== undefined)) break;
      i++;
    } else {
      if (b.role !== "paragraph" || b.label === undefined) break;
      i++;
    }
  }
  return Math.max(i, from + 1);
}

/** Index of the first item of an outer list behind `from`; the number of blocks where there is none. */
function nextTop(blocks: readonly Block[], from: number): number {
  let i = from;
  while (i < blocks.length && !(blocks[i]!.role === "item" && blocks[i]!.level === 1)) i++;
  return i;
}

function isShortHead(b: Block): boolean {
  return b.role === "item" && b.level === 1 && b.end - b.body <= 24;
}

function pushList(
  blocks: readonly Block[],
  lead: Block | undefined,
  above: readonly string[],
  zone: { zone?: "case" | "script" },
  work: Work,
): void {
  const { text, subject, out } = work;
  const leadText = lead ? text.slice(lead.body, lead.end) : "";
  const over = leadText === "" ? above : [...above, leadText];
  const tops = blocks.filter((b) => b.level === 1 && (b.role === "item" || b.label !== undefined));
  if (
    tops.length >= 2 &&
    blocks.every((b) => b.role === "item") &&
    isShortList(tops, text) &&
    tops.length === blocks.length
  ) {
    const start = lead?.body ?? tops[0]!.body;
    out.push({
      start,
      end: lastEnd(blocks),
      label: leadText.replace(/[：:]$/, "").slice(0, 40),
      body: blocks.map((b) => ({ start: b.body, end: b.end })),
      above,
      place: "list",
      ...zone,
    });
    return;
  }
  for (let i = 0; i < blocks.length; ) {
    let j = i + 1;
    while (
      j < blocks.length &&
      !(blocks[j]!.level === 1 && (blocks[j]!.role === "item" || blocks[j]!.label !== undefined))
    )
      j++;
    const head = blocks[i]!;
    const inner = blocks.slice(i + 1, j);
    const headText = text.slice(head.body, head.end).replace(/[：:。]$/, "");
    const broad = zonesIn("heading", headText, subject).some(({ zone }) => zone === "broad");
    const labelledInner = inner.filter((b) => b.label !== undefined && b.end - b.label.end > 12);
    if (
      inner.length >= 2 &&
      headText.length <= 30 &&
      labelledInner.length >= 2 &&
      (broad || labelledInner.length === inner.length) &&
      !isShortList(inner, text)
    ) {
      pushList(
        inner.map((b) => ({ ...b, level: b.level - 1 || 1 })),
        undefined,
        [...over, headText],
        zone,
        work,
      );
    } else {
      const label =
        head.label ??
        (inner.length > 0 && headText.length <= 30 ? { start: head.body, end: head.end } : undefined);
      const behind = label ? behindLabel(text, label.end, head.end) : head.body;
      out.push({
        start: head.body,
        end: lastEnd(blocks.slice(i, j)),
        label: label ? text.slice(label.start, label.end).replace(/[：:]$/, "") : "",
        body: [{ start: behind, end: head.end }, ...inner.map((b) => ({ start: b.body, end: b.end }))].filter(
          (r) => r.end > r.start,
        ),
        above: over,
        place: "list",
        list: blocks[0]!.start,
        ...zone,
      });
    }
    i = j;
  }
}

/** What an expert is called by is no name of a point: 律师建议 is. */
const NAMES_A_POINT = /建议|提醒|提示|说法|观点|解读|支招|解答|答疑|结论|点评|寄语|的话/u;

/** A turn of somebody who explains, where too few speak to call it an interview: 段律师：不全是。 */
function isTurn(b: Block, text: string, subject: Subject): boolean {
  if (b.role !== "paragraph" || b.label === undefined) return false;
  const name = speaker(text, b)?.name;
  return name !== undefined && speaking(subject).expert.test(name) && !NAMES_A_POINT.test(name);
}

/** Who speaks for the other side in a dialogue, and who explains in an interview. */
const speaking = perSubject(({ wording }: Subject) => ({
  counterpart: new RegExp(wording.counterpart, "u"),
  expert: new RegExp(wording.expert, "u"),
}));
const LONGEST_SPEAKER = 10;
/** Fewer turns are labels that happen to come twice. */
const LEAST_TURNS = 5;
/** Share of a side's turns from which they say what the side is there for. */
const MOSTLY = 0.75;

/**
 * Labels that come again and again are people speaking: with the other side among them a dialogue,
 * with an expert an interview.
 */
function speakersIn(
  blocks: readonly Block[],
  text: string,
  subject: Subject,
): ReadonlyMap<string, "counterpart" | "reader" | "expert" | "host"> | undefined {
  const side = speaking(subject);
  const turns = blocks.flatMap((b) => {
    const name = b.label && b.role === "paragraph" ? speaker(text, b) : undefined;
    return name === undefined ? [] : [{ ...name, said: text.slice(b.label!.end, b.end) }];
  });
  // 律师（单于岚）: … says what 单于岚: … is from then on.
  const offices = new Map(
    turns.flatMap(({ name, office }) => (office === undefined ? [] : [[name, office]])),
  );
  const as = (name: string) => `${name} ${offices.get(name) ?? ""}`;
  const counts = new Map<string, number>();
  const questions = { asked: 0, of: 0 };
  for (const { name, said } of turns) {
    counts.set(name, (counts.get(name) ?? 0) + 1);
    if (side.counterpart.test(as(name)) || side.expert.test(as(name))) continue;
    questions.of++;
    if (/[？?][”」]?$/.test(said.trimEnd())) questions.asked++;
  }
  const names = [...counts].filter(([, n]) => n >= 2).map(([name]) => name);
  if (names.length < 2 || names.reduce((n, name) => n + counts.get(name)!, 0) < LEAST_TURNS) return undefined;
  const answered = names.some((n) => side.counterpart.test(as(n)));
  // Who does nothing but ask wants to know, not to negotiate: somebody of the other side is interviewed.
  const interview = questions.asked >= MOSTLY * questions.of;
  if (!answered && !names.some((n) => side.expert.test(as(n)))) return undefined;
  const roleOf = (n: string) => {
    if (side.counterpart.test(as(n))) return interview ? "expert" : "counterpart";
    if (side.expert.test(as(n))) return "expert";
    return answered && !interview ? "reader" : "host";
  };
  return new Map([...counts.keys()].map((n) => [n, roleOf(n)]));
}

/** Whoever speaks a block: 律师（单于岚） is 单于岚 by name, a lawyer by office. */
function speaker(text: string, b: Block): { name: string; office?: string } | undefined {
  const label = text.slice(b.label!.start, b.label!.end).trim();
  const [, first = label, second] = /^([^（(]*)(?:[（(]([^（）()]+)[）)])?/.exec(label) ?? [];
  if (first.trim().length > LONGEST_SPEAKER) return undefined;
  return second === undefined ? { name: first.trim() } : { name: second, office: first.trim() };
}

/** The reader's side's turns are words to say, the other side's and the host's are none; what an expert or the author says is prose. */
function pushDialogue(
  blocks: readonly Block[],
  speakers: ReadonlyMap<string, string>,
  above: readonly string[],
  text: string,
  out: Passage[],
): void {
  for (const b of blocks) {
    const role = b.label ? speakers.get(speaker(text, b)?.name ?? "") : undefined;
    const comment = /^【[^】]{1,6}】\s*/.exec(text.slice(b.body, b.end))?.[0].length ?? 0;
    const start = role ? behindLabel(text, b.label!.end, b.end) : b.body + comment;
    if (role === "counterpart" || role === "host" || start >= b.end) continue;
    const base = {
      start,
      end: b.end,
      label: "",
      body: [{ start, end: b.end }],
      above,
    };
    out.push(role === "reader" ? { ...base, place: "list", zone: "script" } : { ...base, place: "prose" });
  }
}

function behindLabel(text: string, from: number, end: number): number {
  let at = from;
  while (at < end && /[：:。！\s]/.test(text[at]!)) at++;
  return at;
}

function lastEnd(blocks: readonly Block[]): number {
  return blocks.reduce((most, b) => Math.max(most, b.end), 0);
}

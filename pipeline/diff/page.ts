/**
 * A difference as Markdown, for a comment on a pull request: numbers to call first and loudly, then
 * what a reviewer has to read, then what is only to be known. Words of articles are text there: they
 * link nothing, mention nobody and format nothing.
 */
import { heading, join, list, Markdown, md, oneLine, table, withinLine } from "../text/markdown.ts";
import type { ArticleName, Difference, FieldChange, ItemName, Rewording } from "./compare.ts";
import { isSame } from "./compare.ts";
import type { HotlineChange } from "./hotlines.ts";

/** Entries of a section; a comment holds 65,536 characters. */
const MOST = 60;
/** Hotlines in the first line. */
const MOST_TOLD = 4;
/** Characters of a text that is only named. */
const MOST_TEXT = 120;

/** @param nameOfProduct what a lender is called, by what `products` says */
export function differencePage(difference: Difference, nameOfProduct: (product: string) => string): string {
  const { hotlines, disagreements: pairs, articles } = difference;
  const sections: Markdown[] = [headline(difference, nameOfProduct)];
  const section = (
    title: string,
    entries: readonly Markdown[],
    form: (shown: readonly Markdown[]) => Markdown,
  ) => {
    if (entries.length === 0) return;
    sections.push(heading(2, `${title} (${entries.length})`), form(entries.slice(0, MOST)));
    if (entries.length > MOST)
      sections.push(md`… and ${entries.length - MOST} more (\`--json\` has them all).\n\n`);
  };
  const rows = <T>(title: string, head: string[], all: readonly T[], row: (entry: T) => Markdown[]) => {
    if (all.length === 0) return;
    sections.push(heading(2, `${title} (${all.length})`), table(head, all.slice(0, MOST).map(row)));
    if (all.length > MOST) sections.push(md`… and ${all.length - MOST} more (\`--json\` has them all).\n\n`);
  };
  sections.push(list(hotlines.slice(0, MOST).map((change) => hotlineEntry(change, nameOfProduct))));
  sections.push(summary(difference));
  section("Disagreements that appeared", pairs.appeared.map(sideBySide), sideBySideTable);
  section("Items removed", difference.removed.map(itemEntry), list);
  section("Items added", difference.added.map(itemEntry), list);
  section("Items reworded", difference.reworded.map(rewordingEntry), list);
  rows("Items relabelled", ["item", "label", "was", "is"], difference.relabelled, (c) =>
    fieldRow(c, nameOfProduct),
  );
  rows("Facts changed", ["item", "fact", "was", "is"], difference.slots, (c) => fieldRow(c, nameOfProduct));
  rows("Flags", ["item", "now", "no longer"], difference.flags, ({ item, added, removed }) => [
    named(item),
    said(added.join(", ")),
    said(removed.join(", ")),
  ]);
  rows("Support", ["item", "was", "is"], difference.support, ({ item, before, after }) => [
    named(item),
    said(before),
    said(after),
  ]);
  section("Disagreements gone", pairs.gone.map(sideBySide), sideBySideTable);
  section("Articles added", articles.added.map(articleEntry), list);
  section("Articles removed", articles.removed.map(articleEntry), list);
  section("Articles changed", articles.changed.map(articleEntry), list);
  section("Articles now duplicates", articles.duplicates.map(articleEntry), list);
  return `${join(sections).source.trimEnd()}\n`;
}

/** The first line: a reviewer who reads nothing else has read the worst of it. */
function headline(difference: Difference, nameOfProduct: (product: string) => string): Markdown {
  const { hotlines, added, removed, reworded } = difference;
  if (hotlines.length > 0) {
    const told = hotlines.slice(0, MOST_TOLD).map((change) => hotlineWords(change, nameOfProduct));
    const more = hotlines.length > MOST_TOLD ? `; and ${hotlines.length - MOST_TOLD} more` : "";
    return new Markdown(`# ⚠️ HOTLINE ${join(told, "; ").source}${more}\n\n`);
  }
  if (isSame(difference)) return heading(1, "No change in content");
  return heading(
    1,
    `Content: ${added.length} added, ${removed.length} removed, ${reworded.length} reworded; no hotline changed`,
  );
}

function hotlineWords(change: HotlineChange, nameOfProduct: (product: string) => string): Markdown {
  const whose = change.products.map((product) =>
    product === "" ? "(no lender named)" : nameOfProduct(product),
  );
  const lender = said(whose.join("、"));
  const number = said(change.number ?? "");
  const before = said(change.before.join("、") || "none");
  const after = said(change.after.join("、") || "none");
  switch (change.what) {
    case "changed":
      return md`CHANGED: ${lender} ${before} → ${after}`;
    case "added":
      return md`ADDED: ${lender} ${after}`;
    case "removed":
      return md`REMOVED: ${lender} ${before}`;
    case "conflict":
      return md`IN CONFLICT: ${lender} ${number}`;
    case "unverified":
      return md`UNVERIFIED: ${lender} ${number}`;
    case "hours":
      return md`HOURS CHANGED: ${lender} ${number}, ${before} → ${after}`;
    case "cleared":
      return md`CLEARED: ${lender} ${number} is no longer in doubt`;
  }
}

function hotlineEntry(change: HotlineChange, nameOfProduct: (product: string) => string): Markdown {
  const ids = change.items.slice(0, 5).map((id) => new Markdown(`\`${id.replace(/[^\w-]/g, "")}\``));
  return join([md`☎️ `, hotlineWords(change, nameOfProduct), md` (`, join(ids, ", "), md`)`]);
}

function summary({ counts, added, removed, reworded, relabelled, slots, ...rest }: Difference): Markdown {
  const { disagreements, articles, flags, support } = rest;
  const row = (label: string, value: string) => [md`${label}`, md`${value}`];
  return table(
    ["what", "how many"],
    [
      row("items", `${counts.items.before} → ${counts.items.after}`),
      row("items added, removed, reworded", `${added.length}, ${removed.length}, ${reworded.length}`),
      row(
        "labels, facts, flags, support",
        [relabelled, slots, flags, support].map((l) => l.length).join(", "),
      ),
      row("disagreements appeared, gone", `${disagreements.appeared.length}, ${disagreements.gone.length}`),
      row("articles", `${counts.articles.before} → ${counts.articles.after}`),
      row(
        "articles added, removed, changed, now duplicates",
        [articles.added, articles.removed, articles.changed, articles.duplicates]
          .map((l) => l.length)
          .join(", "),
      ),
    ],
  );
}

function itemEntry(item: ItemName): Markdown {
  return join([
    named(item),
    md` · ${item.kind} · ${item.phase} · ${item.support} articles: `,
    said(short(item.text)),
  ]);
}

function rewordingEntry({ item, formerly, title, pieces }: Rewording): Markdown {
  const parts = [named(item)];
  if (formerly !== undefined) parts.push(md` (was \`${formerly}\`)`);
  if (title) parts.push(md`, title `, change(title.before, title.after));
  if (pieces.length > 0) {
    parts.push(
      md`: `,
      ...pieces.map(({ is, text }) => {
        const words = pieceOf(text);
        return is === "same" ? words : is === "removed" ? md`<del>${words}</del>` : md`<ins>${words}</ins>`;
      }),
    );
  }
  return join(parts);
}

const sideBySide = ({ items: [one, other], reason }: Difference["disagreements"]["gone"][number]): Markdown =>
  new Markdown(
    `| ${[one, other].map((item) => join([named(item), md`: `, said(item.text)]).source).join(" | ")} | ${said(reason).source} |`,
  );

const sideBySideTable = (shown: readonly Markdown[]): Markdown =>
  new Markdown(`| one says | another says | about |\n| - | - | - |\n${join(shown, "\n").source}\n\n`);

function fieldRow(
  { item, field, before, after }: FieldChange,
  nameOfProduct: (product: string) => string,
): Markdown[] {
  const words = (value: string) =>
    said(field === "products" ? value.split("、").map(nameOfProduct).join("、") : value);
  return [named(item), md`${field}`, words(before), words(after)];
}

function articleEntry({ id, source, title, duplicateOf }: ArticleName): Markdown {
  const name = title === undefined ? said(source) : join([said(source), md`: `, said(title)]);
  const of = duplicateOf === undefined ? md`` : md`, repeats \`${duplicateOf}\``;
  return join([name, md` \`${id}\``, of]);
}

const named = ({ id, title }: ItemName): Markdown => join([said(title), md` \`${id}\``]);

const change = (before: string, after: string): Markdown =>
  md`<del>${pieceOf(before)}</del><ins>${pieceOf(after)}</ins>`;

function short(text: string): string {
  const line = oneLine(text);
  const characters = [...line];
  return characters.length > MOST_TEXT ? `${characters.slice(0, MOST_TEXT).join("")}…` : line;
}

/** Text of an article on one line. */
function said(text: string): Markdown {
  return new Markdown(md`${text}`.source.replace(NOTIFYING, "$1<!-- -->"));
}

/** A piece of a text with its blanks, line ends shown. */
function pieceOf(text: string): Markdown {
  const line = text.replace(/\s*\n\s*/g, " ↵ ").replace(/\0/g, " ");
  return new Markdown(withinLine(line).replace(NOTIFYING, "$1<!-- -->"));
}

/** `@name` and `#12` reach people and threads on a code host, escaped or not: an empty comment parts them. */
const NOTIFYING = /\\([@#])(?=[\p{L}\p{N}])/gu;

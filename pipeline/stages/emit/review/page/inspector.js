/** All there is to know of the item looked at: what it says, what it rests on, which rules made it, and what others say. */
import { changeList, changesIn, statusName } from "./article.js";
import { articleName, articleText, itemAt, items, KINDS, nameOf, STATUSES } from "./data.js";
import { clip, find, h } from "./dom.js";
import { decisionOn } from "./ledger.js";
import { verdictOf } from "./queue.js";
import { act, state } from "./state.js";
import { durationOf, label, rateOf, words } from "./words.js";

const details = find("#details");

export function drawInspector() {
  const item = items[state.item];
  const focused = document.activeElement?.getAttribute("data-do");
  const parts = item ? partsOf(item) : [h("p", { class: "remark" }, words().noItem)];
  details.replaceChildren(...parts.filter((part) => part !== undefined));
  if (focused) {
    const again = details.querySelector(`[data-do="${focused}"]`);
    if (again instanceof HTMLElement) again.focus({ preventScroll: true });
  }
}

/** @param {import("./data.js").Item} item */
function partsOf(item) {
  const w = words();
  const decision = decisionOn(item.key);
  return [
    h(
      "p",
      { class: `facts k-${item.kind}` },
      h("span", { class: "kind" }, label("kinds", item.kind)),
      h("span", {}, label("phases", item.phase)),
      ...item.products.map((p) => h("span", {}, label("products", p))),
      h("span", {}, w.sources(item.support)),
      ...item.flags.map((flag) => h("span", { class: "flag" }, label("flags", flag))),
    ),
    h("h2", { lang: "zh-CN" }, item.title),
    verdicts(decision),
    h("p", { class: "said", lang: "zh-CN" }, item.text),
    slots(item),
    ...disagreements(item),
    ...variants(item),
    evidence(item),
    ...behind(item),
    h("p", { class: "ids" }, h("code", {}, item.id), " ", h("code", {}, item.key)),
  ];
}

/** @param {import("./data.js").Decision | undefined} decision */
function verdicts(decision) {
  const w = words();
  /** @param {"accept" | "reject" | "ignore"} name @param {string} key */
  const button = (name, key) =>
    h(
      "button",
      {
        type: "button",
        class: name,
        "data-do": name,
        "aria-pressed": String(decision?.decision === name),
        "aria-keyshortcuts": key,
        click: () => act.verdict(name),
      },
      w[name],
      " ",
      h("kbd", { "aria-hidden": "true" }, key),
    );
  const kinds = h(
    "select",
    {
      "data-do": "relabel",
      "aria-label": w.relabel,
      change: (event) => {
        const { value } = /** @type {HTMLSelectElement} */ (event.target);
        if (value !== "") act.verdict("relabel", value);
      },
    },
    h("option", { value: "" }, `${w.relabel} …`),
    ...KINDS.map((kind, i) => h("option", { value: kind }, `${i + 1} ${label("kinds", kind)}`)),
  );
  kinds.value = decision?.kind ?? "";
  const note = h("input", {
    type: "text",
    "data-do": "note",
    "aria-label": w.note,
    placeholder: w.noteHint,
    value: decision?.note ?? "",
    disabled: decision === undefined,
    change: (event) => act.note(/** @type {HTMLInputElement} */ (event.target).value),
  });
  return h(
    "div",
    { class: "verdicts", role: "group", "aria-label": w.decision },
    button("accept", "a"),
    button("reject", "r"),
    button("ignore", "i"),
    kinds,
    decision && h("span", { class: `verdict is-${decision.decision}` }, verdictOf(decision)),
    decision && note,
  );
}

/** @param {import("./data.js").Item} item */
function slots({ slots: s, seen }) {
  const w = words();
  const rows = /** @type {Array<[string, string | undefined]>} */ ([
    [w.phones, s.phones?.join("、")],
    [w.hours, s.hours],
    [w.path, s.path?.join(" → ")],
    [w.materials, s.materials?.join("、")],
    [w.options, s.options?.map((o) => label("options", o)).join("、")],
    [w.periods, s.periods?.join("、")],
    [w.durations, s.durations?.map(durationOf).join("、")],
    [w.amounts, s.amounts?.join("、")],
    [w.rates, s.rates?.map(rateOf).join("、")],
    [w.seen, seen && (seen.from === seen.to ? seen.from : `${seen.from} – ${seen.to}`)],
  ]);
  const stated = rows.flatMap(([name, value]) => (value ? [h("dt", {}, name), h("dd", {}, value)] : []));
  return stated.length > 0 ? h("dl", {}, ...stated) : undefined;
}

/** @param {string} id */
function other(id) {
  const at = itemAt.get(id);
  const item = at === undefined ? undefined : items[at];
  if (at === undefined || !item) return undefined;
  return {
    item,
    open: h("button", { type: "button", class: "link", click: () => act.select(at) }, item.title),
  };
}

/** @param {import("./data.js").Item} item */
function disagreements(item) {
  const rows = item.disagrees.flatMap(({ id, reason }) => {
    const found = other(id);
    if (!found) return [];
    const { item: that, open } = found;
    const said = h("p", { class: "said", lang: "zh-CN" }, that.text);
    return [h("li", { class: `k-${that.kind}` }, h("b", {}, reason), " ", open, said)];
  });
  return rows.length > 0 ? [h("h3", {}, words().disagrees), h("ul", { class: "against" }, ...rows)] : [];
}

/** @param {import("./data.js").Item} item */
function variants(item) {
  const links = item.variants.flatMap((id) => other(id)?.open ?? []);
  if (links.length === 0) return [];
  return [h("h3", {}, words().variants), h("ul", {}, ...links.map((link) => h("li", {}, link)))];
}

/** @param {import("./data.js").Item} item */
function evidence(item) {
  const w = words();
  const rows = item.evidence.map(([article, start, end, , quote], e) => {
    const text = articleText(article);
    const said = quote ?? text?.raw.slice(start - text.base, end - text.base) ?? "";
    const current = e === state.evidence;
    return h(
      "li",
      {},
      h(
        "button",
        {
          type: "button",
          "data-do": `evidence-${e}`,
          "aria-current": current && "true",
          click: () => {
            act.select(state.item, e);
            act.pane("article");
          },
        },
        h("span", { class: "from" }, articleName(article)),
        h("span", { class: "quote", lang: "zh-CN" }, clip(said, 120)),
      ),
    );
  });
  return h(
    "div",
    {},
    h("h3", {}, `${w.evidence} `, h("small", {}, String(rows.length))),
    h("ol", { class: "evidence" }, ...rows),
  );
}

/** Rules and edits behind the evidence looked at. @param {import("./data.js").Item} item */
function behind(item) {
  const w = words();
  const found = item.evidence[state.evidence];
  if (!found) return [];
  const [article, start, end, rules] = found;
  /** @type {HTMLElement[]} */
  const out = [
    h("h3", {}, w.rules),
    h("p", { class: "rules" }, ...rules.flatMap((rule) => [h("code", {}, nameOf(rule)), " "])),
  ];
  const text = articleText(article);
  if (!text) return out;
  const [from, to] = [start - text.base, end - text.base];
  const gone = text.spans.filter(([s, e, status]) => status !== 0 && e > from && s < to);
  if (gone.length > 0) {
    const rows = gone.map(([s, e, status, reason]) =>
      h(
        "li",
        {},
        h("b", {}, statusName(STATUSES[status] ?? "")),
        " ",
        h("del", {}, clip(text.raw.slice(s, e), 60)),
        " ",
        h("code", {}, nameOf(reason)),
      ),
    );
    out.push(h("h3", {}, w.removedHere), h("ul", { class: "changes" }, ...rows));
  }
  const changes = changesIn(text, from, to);
  if (changes.length > 0) out.push(h("h3", {}, w.changes), changeList(changes));
  return out;
}

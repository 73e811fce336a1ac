/** The two boxes that lie over the page: keys, and the export of decisions. */
import { build, itemAt, items, KINDS } from "./data.js";
import { find, h } from "./dom.js";
import { decisionOn, exported, isSaved, takeBack } from "./ledger.js";
import { verdictOf } from "./queue.js";
import { label, words } from "./words.js";

const dialog = /** @type {HTMLDialogElement} */ (find("#dialog"));
const body = find("#dialog-body");
/** Decisions listed that stand on file without an item here. */
const MOST = 200;

/** @param {string} title @param {...(Node | string | undefined)} parts */
function open(title, ...parts) {
  body.replaceChildren(
    h("h2", { id: "dialog-title" }, title),
    ...parts.filter((part) => part !== undefined),
    h("p", { class: "ends" }, h("button", { type: "button", click: () => dialog.close() }, words().close)),
  );
  if (!dialog.open) dialog.showModal();
}

export const isOpen = () => dialog.open;

export function openHelp() {
  const keys = words().keyList.flatMap(([key, what]) => [h("dt", {}, h("kbd", {}, key)), h("dd", {}, what)]);
  open(words().keys, h("dl", { class: "keys" }, ...keys), h("h3", {}, words().legend), legend());
}

function legend() {
  const w = words();
  return h(
    "p",
    { class: "legend" },
    ...KINDS.map((kind, i) => h("span", { class: `kind k-${kind}` }, `${i + 1} ${label("kinds", kind)}`)),
    h("span", { class: "gone boilerplate" }, w.boilerplate),
    h("span", { class: "gone duplicate" }, w.duplicate),
    h("span", { class: "gone damage" }, w.damage),
    h("span", { class: "edited" }, w.edited),
    h("span", { class: "missed" }, w.missedHere),
  );
}

/** @param {() => void} changed called when a decision is taken back here */
export function openExport(changed) {
  const w = words();
  const text = exported();
  const field = h("textarea", { readonly: true, rows: 10, id: "exported", "aria-label": w.exportTitle });
  field.value = text;
  const remark = h("span", { role: "status" });
  const copy = h("button", { type: "button", click: () => copyText(field, remark) }, w.copy);
  open(
    w.exportTitle,
    h("p", {}, w.exportHow),
    isSaved() ? undefined : h("p", { class: "flag" }, w.unsaved),
    field,
    h(
      "p",
      {},
      h("button", { type: "button", class: "main", id: "download", click: () => download(text) }, w.download),
      " ",
      copy,
      " ",
      remark,
    ),
    standing(changed),
  );
}

/** @param {() => void} changed */
function standing(changed) {
  const w = words();
  const here = new Set(items.map((item) => item.key));
  const rows = build.decisions
    .filter(({ decision }) => !here.has(decision.key) && decisionOn(decision.key) !== undefined)
    .slice(0, MOST)
    .map(({ decision, stale }) =>
      h(
        "li",
        {},
        w.decided(verdictOf(decision), `${decision.title} `),
        stale && !itemAt.has(decision.item) ? h("span", { class: "flag" }, w.stale) : "",
        " ",
        h(
          "button",
          {
            type: "button",
            click: () => {
              takeBack(decision.key);
              changed();
              openExport(changed);
            },
          },
          w.takeBack,
        ),
      ),
    );
  return rows.length > 0
    ? h("div", {}, h("h3", {}, w.standing), h("ul", { class: "standing" }, ...rows))
    : undefined;
}

/** @param {string} text */
function download(text) {
  const url = URL.createObjectURL(new Blob([text], { type: "application/x-ndjson" }));
  h("a", { href: url, download: "decisions.jsonl" }).click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}

/** @param {HTMLTextAreaElement} field @param {HTMLElement} remark */
async function copyText(field, remark) {
  try {
    await navigator.clipboard.writeText(field.value);
    remark.textContent = words().copied;
  } catch {
    // Where a page from disk may not reach the clipboard, the reader can.
    field.select();
  }
}

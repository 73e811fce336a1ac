/** The queue of cards. Only those in sight are on the page, however many there are: all have one height. */
import { items } from "./data.js";
import { clip, find, h } from "./dom.js";
import { decisionOn } from "./ledger.js";
import { act, state } from "./state.js";
import { label, words } from "./words.js";

/** As in the style sheet, in pixels. */
const HEIGHT = 92;
const SPARE = 4;

const scroller = find("#list");
const cards = find("#cards");
let drawn = "";

/** Draw again what is in sight; `anew` where the cards themselves have changed. */
export function drawQueue(anew = true) {
  const { shown } = state;
  const first = Math.max(0, Math.floor(scroller.scrollTop / HEIGHT) - SPARE);
  const past = Math.min(
    shown.length,
    Math.ceil((scroller.scrollTop + scroller.clientHeight) / HEIGHT) + SPARE,
  );
  if (!anew && drawn === `${first} ${past}`) return;
  drawn = `${first} ${past}`;
  const focused = document.activeElement?.closest("li")?.getAttribute("data-item");
  const inAction = document.activeElement?.getAttribute("data-do");
  cards.style.height = `${Math.max(1, shown.length) * HEIGHT}px`;
  if (shown.length === 0) {
    cards.replaceChildren(h("li", { class: "none" }, words().nothing));
    return;
  }
  const made = [];
  for (let at = first; at < past; at++) made.push(cardOf(at));
  cards.replaceChildren(...made);
  if (focused !== null && focused !== undefined) {
    const selector = inAction ? `[data-do="${inAction}"]` : ".open";
    const again = cards.querySelector(`li[data-item="${focused}"] ${selector}`);
    if (again instanceof HTMLElement) again.focus({ preventScroll: true });
  }
}

/** Bring the item looked at into sight. */
export function revealCard() {
  const at = state.shown.indexOf(state.item);
  if (at < 0) return;
  const top = at * HEIGHT;
  const { scrollTop, clientHeight } = scroller;
  if (top < scrollTop) scroller.scrollTop = top;
  else if (top + HEIGHT > scrollTop + clientHeight) scroller.scrollTop = top + HEIGHT - clientHeight;
}

/** @param {number} item */
function choose(item) {
  act.select(item);
  // On a phone the details are elsewhere.
  act.pane("inspector");
}

/** @param {number} at place in the queue */
function cardOf(at) {
  const index = /** @type {number} */ (state.shown[at]);
  const item = /** @type {import("./data.js").Item} */ (items[index]);
  const decision = decisionOn(item.key);
  const current = index === state.item;
  const flags = item.flags.map((flag) => h("span", { class: "flag" }, label("flags", flag)));
  const card = h(
    "li",
    {
      class: `card k-${item.kind}${decision ? ` is-${decision.decision}` : ""}`,
      "data-item": index,
      "aria-setsize": state.shown.length,
      "aria-posinset": at + 1,
    },
    h(
      "button",
      { type: "button", class: "open", "aria-current": current && "true", click: () => choose(index) },
      h("span", { class: "kind" }, label("kinds", item.kind)),
      h("span", { class: "title" }, item.title),
      decision && h("span", { class: "verdict" }, verdictOf(decision)),
    ),
    h("p", { class: "words", lang: "zh-CN" }, clip(item.text, 160)),
    h(
      "p",
      { class: "facts" },
      h("span", {}, label("phases", item.phase)),
      ...item.products.slice(0, 3).map((p) => h("span", {}, label("products", p))),
      h("span", {}, words().sources(item.support)),
      ...flags,
    ),
  );
  card.style.transform = `translateY(${at * HEIGHT}px)`;
  return card;
}

/** @param {import("./data.js").Decision} decision */
export function verdictOf({ decision, kind }) {
  const named = words()[decision];
  return kind === undefined ? named : `${named} → ${label("kinds", kind)}`;
}

scroller.addEventListener("scroll", () => requestAnimationFrame(() => drawQueue(false)));
addEventListener("resize", () => drawQueue());

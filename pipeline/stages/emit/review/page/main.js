/** Puts the parts together: filters, selection, decisions, keys, language and theme. */
import { drawArticle, listArticles, revealPlace, showPassage } from "./article.js";
import { drawCharts } from "./charts.js";
import { articles, build, itemAt, items, KINDS } from "./data.js";
import { isOpen, openExport, openHelp } from "./dialogs.js";
import { control, find, h } from "./dom.js";
import { drawInspector } from "./inspector.js";
import { decide, decisionOn, isSaved, load, takeBack, unsavedCount } from "./ledger.js";
import { drawMissed } from "./missed.js";
import { drawQueue, revealCard, verdictOf } from "./queue.js";
import { choices, prepareSearch, wantedItems } from "./search.js";
import { act, state } from "./state.js";
import { label, say, speakEnglish, speaksEnglish, words } from "./words.js";

const FILTERS = /** @type {const} */ (["kind", "phase", "product", "flag"]);
const NAMES = { kind: "kinds", phase: "phases", product: "products", flag: "flags" };

// ---- selection

act.select = (item, evidence = 0) => {
  if (!items[item]) return;
  const other = item !== state.item;
  state.item = item;
  state.evidence = evidence;
  state.article = items[item]?.evidence[evidence]?.[0] ?? state.article;
  drawQueue();
  revealCard();
  drawInspector();
  if (other) find("#details").scrollTop = 0;
  drawArticle();
  try {
    history.replaceState(null, "", `#${items[item]?.id}`);
  } catch {
    // Some browsers let a page from disk have no history of its own.
  }
};

act.place = (article, start) => {
  state.article = article;
  state.clean = false;
  showView();
  drawArticle();
  revealPlace(start);
  showPassage(start);
  act.pane("article");
};

act.pane = (name) => {
  document.body.dataset.pane = name;
  for (const button of document.querySelectorAll(".panes button")) {
    setCurrent(button, button.getAttribute("data-pane") === name);
  }
  drawQueue();
  // What was out of sight could not be scrolled to.
  drawArticle();
};

/** @param {Element} element @param {boolean} current */
function setCurrent(element, current) {
  if (current) element.setAttribute("aria-current", "true");
  else element.removeAttribute("aria-current");
}

/** @param {number} by */
function step(by) {
  if (state.shown.length === 0) return;
  const at = state.shown.indexOf(state.item);
  const next = at < 0 ? 0 : Math.min(state.shown.length - 1, Math.max(0, at + by));
  const item = state.shown[next];
  if (item !== undefined) act.select(item);
}

function nextEvidence() {
  const item = items[state.item];
  if (item) act.select(state.item, (state.evidence + 1) % item.evidence.length);
}

// ---- decisions

/** @param {string} text */
function announce(text) {
  find("#say").textContent = text;
}

act.verdict = (verdict, kind) => {
  const item = items[state.item];
  if (!item) return;
  const { key, id, title } = item;
  const before = decisionOn(key);
  if (before?.decision === verdict && before.kind === kind) return act.takeBack();
  const note = before?.note === undefined ? {} : { note: before.note };
  const decision = {
    key,
    item: id,
    decision: verdict,
    ...(kind === undefined ? {} : { kind }),
    ...note,
    title,
  };
  decide(decision);
  announce(words().decided(verdictOf(decision), title));
  // On to the next, which filters may have put in this one's place.
  const at = state.shown.indexOf(state.item);
  const next = state.shown[at + 1];
  if (control("decided").value !== "") filter();
  else drawQueue();
  drawAccount();
  if (at >= 0 && next !== undefined) act.select(next);
  else drawInspector();
};

act.takeBack = () => {
  const item = items[state.item];
  if (!item || !decisionOn(item.key)) return;
  takeBack(item.key);
  announce(words().undone(item.title));
  if (control("decided").value !== "") filter();
  else drawQueue();
  drawInspector();
  drawAccount();
};

act.note = (text) => {
  const item = items[state.item];
  const decision = item && decisionOn(item.key);
  if (!decision) return;
  const { note: _, title, ...rest } = decision;
  decide({ ...rest, ...(text.trim() === "" ? {} : { note: text.trim() }), title });
  drawAccount();
};

function drawAccount() {
  find("#made").textContent = String(unsavedCount());
}

// ---- filters

function filter() {
  const value = (/** @type {string} */ id) => control(id).value;
  state.shown = wantedItems({
    query: value("query"),
    kind: value("kind"),
    phase: value("phase"),
    product: value("product"),
    flag: value("flag"),
    decided: value("decided"),
    order: value("order"),
  });
  find("#count").textContent = words().counted(state.shown.length, items.length);
  drawQueue();
}

/** @param {HTMLInputElement} select @param {Array<[value: string, text: string]>} options */
function fill(select, options) {
  const { value } = select;
  select.replaceChildren(...options.map(([v, text]) => h("option", { value: v }, text)));
  select.value = options.some(([v]) => v === value) ? value : (options[0]?.[0] ?? "");
}

function fillFilters() {
  const w = words();
  for (const of of FILTERS) {
    const known = /** @type {"kinds" | "phases" | "products" | "flags"} */ (NAMES[of]);
    fill(control(of), [
      ["", w.allOf(w[of])],
      ...choices(of).map(([v, n]) => /** @type {[string, string]} */ ([v, `${label(known, v)} (${n})`])),
    ]);
  }
  fill(control("decided"), [
    ["", w.allOf(w.decision)],
    ["open", w.open],
    ["any", w.any],
    .../** @type {const} */ (["accept", "reject", "ignore", "relabel"]).map(
      (v) => /** @type {[string, string]} */ ([v, w[v]]),
    ),
  ]);
  fill(control("order"), [
    ["urgency", w.byUrgency],
    ["build", w.byBuild],
    ["support", w.bySupport],
    ["article", w.byArticle],
  ]);
}

// ---- language, theme, tabs

function showView() {
  find("#raw").setAttribute("aria-pressed", String(!state.clean));
  find("#clean").setAttribute("aria-pressed", String(state.clean));
}

/** @param {boolean} clean */
function setView(clean) {
  state.clean = clean;
  showView();
  drawArticle();
}

function drawAll() {
  say();
  const [language, theme] = [find("#language"), find("#theme")];
  language.textContent = speaksEnglish() ? "中文" : "English";
  language.lang = speaksEnglish() ? "zh-CN" : "en";
  theme.textContent = "◐";
  theme.setAttribute("aria-label", words().theme);
  const { held } = build;
  find("#account").textContent =
    held < articles.length ? words().holding(held, articles.length) : words().summary(build.totals);
  fillFilters();
  filter();
  drawInspector();
  listArticles();
  drawArticle(true);
  drawAccount();
  drawTab();
}

function drawTab() {
  const { tab } = document.body.dataset;
  for (const button of document.querySelectorAll(".tabs button")) {
    const current = button.getAttribute("data-tab") === tab;
    if (current) button.setAttribute("aria-current", "page");
    else button.removeAttribute("aria-current");
  }
  find("#queue").hidden = tab !== "items";
  find("#inspector").hidden = tab !== "items";
  find("#missed").hidden = tab !== "missed";
  find("#overview").hidden = tab !== "overview";
  find("#article").hidden = tab === "overview";
  if (tab === "missed") drawMissed();
  if (tab === "overview") drawCharts();
  if (tab === "items") drawQueue();
}

/** @param {string} name @returns {string | null} */
function remembered(name) {
  try {
    return localStorage.getItem(`jinghua:${name}`);
  } catch {
    return null;
  }
}

/** @param {string} name @param {string} value */
function remember(name, value) {
  try {
    localStorage.setItem(`jinghua:${name}`, value);
  } catch {
    // Then it is asked for again the next time.
  }
}

// ---- wiring

/** The list anew: at the item looked at if it is still there, else from its beginning. */
function refilter() {
  find("#list").scrollTop = 0;
  filter();
  revealCard();
  drawQueue(false);
}
for (const id of [...FILTERS, "decided", "order"]) control(id).addEventListener("change", refilter);
control("query").addEventListener("input", refilter);
find(".filters").addEventListener("submit", (event) => event.preventDefault());
find("#clear").addEventListener("click", () => {
  for (const id of ["query", ...FILTERS, "decided"]) control(id).value = "";
  refilter();
});
find("#raw").addEventListener("click", () => setView(false));
find("#clean").addEventListener("click", () => setView(true));
control("edits").addEventListener("change", () => {
  state.edits = control("edits").checked;
  drawArticle();
});
control("removed").addEventListener("change", () => {
  state.removed = control("removed").checked;
  drawArticle();
});
control("source").addEventListener("change", () => {
  state.article = Number(control("source").value);
  drawArticle();
});
find("#export").addEventListener("click", () => openExport(drawAll));
find("#help").addEventListener("click", openHelp);
find("#language").addEventListener("click", () => {
  speakEnglish(!speaksEnglish());
  remember("language", speaksEnglish() ? "en" : "zh");
  drawAll();
});
find("#theme").addEventListener("click", () => {
  const theme = document.documentElement.dataset.theme === "dark" ? "light" : "dark";
  document.documentElement.dataset.theme = theme;
  remember("theme", theme);
});
for (const button of document.querySelectorAll(".tabs button")) {
  button.addEventListener("click", () => {
    document.body.dataset.tab = button.getAttribute("data-tab") ?? "items";
    act.pane("queue");
    drawTab();
  });
}
for (const button of document.querySelectorAll(".panes button")) {
  const name = /** @type {"queue"} */ (button.getAttribute("data-pane"));
  button.addEventListener("click", () => act.pane(name));
}

/** @type {Record<string, () => void>} */
const KEYS = {
  j: () => step(1),
  k: () => step(-1),
  a: () => act.verdict("accept"),
  r: () => act.verdict("reject"),
  i: () => act.verdict("ignore"),
  u: () => act.takeBack(),
  e: nextEvidence,
  t: () => setView(!state.clean),
  "/": () => find("#query").focus(),
  "?": openHelp,
};
KINDS.slice(0, 9).forEach((kind, i) => {
  KEYS[String(i + 1)] = () => act.verdict("relabel", kind);
});

addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || isOpen()) return;
  const { target } = event;
  if (target instanceof Element && target.matches("input:not([type=checkbox]), select, textarea")) {
    if (event.key === "Escape" && target instanceof HTMLElement) target.blur();
    return;
  }
  const key = KEYS[event.key];
  if (!key) return;
  event.preventDefault();
  key();
});
addEventListener("resize", () => {
  if (document.body.dataset.tab === "overview") drawCharts();
});
addEventListener("beforeunload", (event) => {
  if (!isSaved() && unsavedCount() > 0) event.preventDefault();
});

// A choice made with the pointer is done: keys are for the queue again. By the keyboard one goes on choosing.
for (const select of document.querySelectorAll("select")) {
  let pointed = false;
  select.addEventListener("pointerdown", () => {
    pointed = true;
  });
  select.addEventListener("keydown", () => {
    pointed = false;
  });
  select.addEventListener("change", () => {
    if (pointed) select.blur();
  });
}
// Text that scrolls must scroll by the keyboard too.
for (const scroller of document.querySelectorAll(".scroll")) scroller.setAttribute("tabindex", "0");

// ---- beginning

load();
const language = remembered("language") ?? navigator.language;
speakEnglish(!language.toLowerCase().startsWith("zh"));
const dark = matchMedia("(prefers-color-scheme: dark)");
const showTheme = () => {
  document.documentElement.dataset.theme = remembered("theme") ?? (dark.matches ? "dark" : "light");
};
dark.addEventListener("change", showTheme);
showTheme();
state.article = articles.length > 0 ? 0 : -1;
drawAll();
const asked = itemAt.get(location.hash.slice(1));
const first = asked ?? state.shown[0];
if (first !== undefined) act.select(first);
act.pane("queue");
setTimeout(prepareSearch);

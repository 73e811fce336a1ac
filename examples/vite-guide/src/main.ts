/** The page: what is chosen, kept in the address so that it can be sent to somebody, and shown. */
import { advice, byPhase, disclaimer, labels, type Phase, phases } from "jinghua-content";
import { ANY, guideFor, lendersOf } from "./guide.ts";
import { element, productName, showGuide } from "./view.ts";

function found<E extends HTMLElement>(id: string, type: new () => E): E {
  const it = document.getElementById(id);
  if (!(it instanceof type)) throw new Error(`no #${id} in the page`);
  return it;
}

const lender = found("lender", HTMLSelectElement);
const guide = found("guide", HTMLElement);
const status = found("status", HTMLElement);
const TICKED = "jinghua-ticked";

function chosen(): { lender: string; phase: Phase } {
  const parameters = new URLSearchParams(location.hash.slice(1));
  const phase = phases.find((one) => one === parameters.get("phase")) ?? phases[0]!;
  return { lender: parameters.get("lender") ?? ANY, phase };
}

function choose(change: Partial<ReturnType<typeof chosen>>): void {
  location.hash = new URLSearchParams({ ...chosen(), ...change }).toString();
}

/** Browsers may refuse storage; then ticks last as long as the page. */
let ticked: ReadonlySet<string> = new Set();
try {
  ticked = new Set(JSON.parse(localStorage.getItem(TICKED) ?? "[]"));
} catch {}

function tick(paper: string, on: boolean): void {
  const next = new Set(ticked);
  if (on) next.add(paper);
  else next.delete(paper);
  ticked = next;
  try {
    localStorage.setItem(TICKED, JSON.stringify([...next]));
  } catch {}
}

async function copy(text: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(text);
    status.textContent = "已复制";
  } catch {
    status.textContent = "浏览器不允许复制，请长按选择文字";
  }
}

function show(): void {
  const { lender: whose, phase } = chosen();
  lender.value = whose;
  for (const input of document.querySelectorAll<HTMLInputElement>("input[name=phase]")) {
    input.checked = input.value === phase;
  }
  document.title = `${labels.phases[phase]} · 怎么谈`;
  status.textContent = "";
  const actions = { copy, isTicked: (paper: string) => ticked.has(paper), tick };
  guide.replaceChildren(...showGuide(guideFor(byPhase[phase], whose), actions));
}

found("disclaimer", HTMLElement).textContent = disclaimer;
lender.append(
  element("option", { value: ANY }, "不限"),
  ...lendersOf(advice).map((product) => element("option", { value: product }, productName(product))),
);
lender.addEventListener("change", () => choose({ lender: lender.value }));
found("phases", HTMLElement).append(
  ...phases.map((phase) => {
    const input = element("input", { type: "radio", name: "phase", value: phase });
    input.addEventListener("change", () => choose({ phase }));
    return element("label", {}, input, element("span", {}, labels.phases[phase]));
  }),
);
found("choose", HTMLFormElement).addEventListener("submit", (event) => event.preventDefault());
addEventListener("hashchange", show);
show();

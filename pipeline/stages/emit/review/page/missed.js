/** Sentences with cues that no item covers, article by article, those with items first. */
import { articleName, articles, articleText, nameOf } from "./data.js";
import { find, h } from "./dom.js";
import { act } from "./state.js";
import { words } from "./words.js";

/** Articles listed: the rest comes up when these are dealt with. */
const MOST = 200;

export function drawMissed() {
  const w = words();
  const found = articles
    .map((row, at) => ({ row, at }))
    .filter(({ row }) => (row.missed ?? 0) > 0)
    .sort((a, b) => Number(b.row.items > 0) - Number(a.row.items > 0) || a.at - b.at)
    .slice(0, MOST);
  find("#misses").replaceChildren(
    h("p", { class: "remark" }, found.length > 0 ? w.missedIntro : w.missedNone),
    ...found.map(({ row, at }) => {
      const text = articleText(at);
      const sentences = (text?.missed ?? []).map(([start, end, cleanStart, cleanEnd, cues]) =>
        h(
          "li",
          {},
          h(
            "button",
            { type: "button", lang: "zh-CN", click: () => act.place(at, start, end) },
            text?.clean.slice(cleanStart, cleanEnd),
          ),
          " ",
          ...cues.flatMap((cue) => [h("code", {}, nameOf(cue)), " "]),
        ),
      );
      const heading = h("h3", { lang: "zh-CN" }, articleName(at), " ", h("small", {}, String(row.missed)));
      if (row.items === 0) heading.append(" ", h("span", { class: "flag" }, w.noItems));
      return h("section", {}, heading, h("ul", {}, ...sentences));
    }),
  );
}

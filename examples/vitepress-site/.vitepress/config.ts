/** A site of the pages a build writes; titles and order come from their front matter. */
import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { defineConfig } from "vitepress";

const HERE = fileURLToPath(import.meta.url);
const OUTPUT = fileURLToPath(new URL("../../../output/", import.meta.url));

/** Title of a page; front matter quotes it where YAML would misread it. */
function titleOf(path: string): string {
  const [, title = path] = /^title: (.*)$/m.exec(readFileSync(OUTPUT + path, "utf8")) ?? [];
  return title.startsWith('"') ? JSON.parse(title) : title;
}

const phases = readdirSync(`${OUTPUT}advice`).sort();

export default defineConfig({
  lang: "zh-CN",
  title: "怎么谈",
  description: "还不上消费贷款时怎样协商还款：每条都注明出处",
  srcDir: "../../output",
  srcExclude: ["**/node_modules/**"],
  cleanUrls: true,
  vite: {
    plugins: [
      {
        // The pages lie outside this folder, and no node_modules is above them.
        name: "vue-of-this-site",
        enforce: "pre",
        resolveId(source, importer) {
          if (!importer?.startsWith(OUTPUT) || !/^vue(\/|$)/.test(source)) return undefined;
          return this.resolve(source, HERE, { skipSelf: true });
        },
      },
    ],
  },
  markdown: {
    config(md) {
      // Papers to get together are boxes to tick, as on code hosts.
      md.core.ruler.after("inline", "checklist", ({ tokens, Token }) => {
        tokens.forEach((token, i) => {
          const [first] = token.children ?? [];
          if (tokens[i - 2]?.type !== "list_item_open" || !first?.content.startsWith("[ ] ")) return;
          first.content = first.content.slice("[ ] ".length);
          const box = new Token("html_inline", "", 0);
          box.content = '<input type="checkbox" aria-label="已备好"> ';
          token.children?.unshift(box);
        });
      });
    },
  },
  themeConfig: {
    nav: [
      { text: "指南", link: "/guide" },
      { text: "来源", link: "/" },
    ],
    sidebar: [
      { text: "指南", link: "/guide" },
      {
        text: "按阶段",
        items: phases.map((name) => ({
          text: titleOf(`advice/${name}`),
          link: `/advice/${name.replace(/\.md$/, "")}`,
        })),
      },
      { text: "目录与来源", link: "/" },
      { text: "处理报告", link: "/report/report" },
    ],
    outline: { label: "本页", level: [2, 3] },
    docFooter: { prev: "上一页", next: "下一页" },
    sidebarMenuLabel: "目录",
    returnToTopLabel: "回到顶部",
    darkModeSwitchLabel: "深色",
    search: {
      provider: "local",
      options: {
        miniSearch: {
          options: {
            // Runs in the browser too, so it stands by itself: Chinese has no blanks to cut at, so single
            // characters and pairs are the terms.
            tokenize: (text: string) =>
              (text.toLowerCase().match(/[\p{Script=Han}]+|[\p{L}\p{N}]+/gu) ?? []).flatMap((run) =>
                /\p{Script=Han}/u.test(run)
                  ? [...run].flatMap((character, i, all) =>
                      all[i + 1] ? [character, character + all[i + 1]] : [character],
                    )
                  : [run],
              ),
          },
          searchOptions: { combineWith: "AND", fuzzy: false, prefix: false },
        },
      },
    },
  },
});

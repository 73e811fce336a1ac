/**
 * What HTML itself says of its elements, whatever a site calls them: which are never text, which are
 * furniture, which begin a line. What sites call their parts stands in `lexicon/common/html.yaml`.
 */

/** Elements whose content is never the article's text, wherever they stand. */
export const NEVER_TEXT: Readonly<Record<string, string>> = {
  head: "ingest/head",
  script: "ingest/script",
  style: "ingest/style",
  noscript: "ingest/noscript",
  template: "ingest/template",
  iframe: "ingest/embedded",
  object: "ingest/embedded",
  audio: "ingest/embedded",
  video: "ingest/embedded",
  canvas: "ingest/embedded",
  svg: "ingest/embedded",
  math: "ingest/embedded",
  button: "ingest/control",
  select: "ingest/control",
  textarea: "ingest/control",
  datalist: "ingest/control",
  del: "ingest/struck-out",
  s: "ingest/struck-out",
  strike: "ingest/struck-out",
};

/** Elements that are furniture, unless they hold most of the page's text (forms wrapped round whole pages do). */
export const FURNITURE_TAGS: Readonly<Record<string, string>> = {
  nav: "ingest/navigation",
  footer: "ingest/footer",
  aside: "ingest/aside",
  form: "ingest/form",
  menu: "ingest/navigation",
  dialog: "ingest/control",
  "amp-ad": "ingest/advertisement",
  "amp-embed": "ingest/advertisement",
  "amp-sidebar": "ingest/navigation",
};

/** ARIA roles of furniture, under the same proviso. */
export const FURNITURE_ROLES: Readonly<Record<string, string>> = {
  navigation: "ingest/navigation",
  banner: "ingest/navigation",
  contentinfo: "ingest/footer",
  complementary: "ingest/aside",
  search: "ingest/form",
  dialog: "ingest/control",
  alert: "ingest/control",
};

/** Elements that begin and end a line. */
export const BLOCKS: ReadonlySet<string> = new Set(
  (
    "address article aside blockquote body caption center dd details dialog dir div dl dt fieldset figcaption " +
    "figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr legend li main menu nav ol p pre section summary " +
    "table tbody tfoot thead tr ul"
  ).split(" "),
);

/** Elements a page is laid out with: where an article body, or a list of links, can begin. */
export const AREAS: ReadonlySet<string> = new Set(
  "article center div dl main ol section table tbody td tr ul".split(" "),
);

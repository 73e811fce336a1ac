/**
 * What is known about the pages Chinese articles stand in, as rows: which elements are never text,
 * what furniture and article bodies are called. Names are compared with an element's `id` and each
 * of its classes, in lower case with `_` and `-` alike.
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
};

/** ARIA roles of furniture, under the same proviso. */
export const FURNITURE_ROLES: Readonly<Record<string, string>> = {
  navigation: "ingest/navigation",
  banner: "ingest/navigation",
  contentinfo: "ingest/footer",
  complementary: "ingest/aside",
  search: "ingest/form",
};

/** Class or id names (whole, or the last part of a hyphened name) of furniture, under the same proviso. */
export const FURNITURE_NAMES: Readonly<Record<string, string>> = {
  breadcrumb: "ingest/navigation",
  breadcrumbs: "ingest/navigation",
  crumb: "ingest/navigation",
  crumbs: "ingest/navigation",
  navbar: "ingest/navigation",
  pagination: "ingest/navigation",
  pager: "ingest/navigation",
  sidebar: "ingest/aside",
  share: "ingest/share",
  "share-bar": "ingest/share",
  bdsharebuttonbox: "ingest/share",
  related: "ingest/link-list",
  "related-posts": "ingest/link-list",
  "related-articles": "ingest/link-list",
  recommend: "ingest/link-list",
  recommends: "ingest/link-list",
  hotnews: "ingest/link-list",
  toolbar: "ingest/control",
};

/** Names of areas where readers write. Their text stays, with a hint: whether it goes is decided with the text in view. */
export const COMMENT_NAME =
  /^(?:.*-)?(?:comments?(?:-?(?:list|area|box|container|wrap|section|item|content))?|pinglun|reply-list|disqus-thread)$/;

/** Names of article bodies, the surest first; within a row the element with most text is taken. */
export const CONTAINERS: ReadonlyArray<{
  /** Smallest share of the page's text outside links that makes the name credible. */
  readonly share: number;
  readonly itemprop?: string;
  readonly role?: string;
  readonly tags?: readonly string[];
  readonly names?: readonly string[];
}> = [
  { share: 0.2, itemprop: "articlebody" },
  {
    share: 0.2,
    names: [
      "js-content",
      "rich-media-content",
      "richtext",
      "article-content",
      "articlecontent",
      "article-body",
      "articlebody",
      "article-text",
      "article-detail",
      "post-content",
      "post-body",
      "entry-content",
      "news-content",
      "newscontent",
      "news-text",
      "art-content",
      "artibody",
      "content-article",
      "detail-content",
      "trs-editor",
      "endtext",
      "markdown-body",
    ],
  },
  { share: 0.5, tags: ["article"] },
  { share: 0.5, tags: ["main"], role: "main" },
  {
    share: 0.5,
    names: [
      "content",
      "article",
      "main-content",
      "maincontent",
      "contents",
      "detail",
      "post",
      "entry",
      "main",
    ],
  },
];

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

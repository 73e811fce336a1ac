/**
 * Settings of a collection: the optional `jinghua.config.yaml` beside its articles or in the project.
 * Everything has a default; an unknown key is an error, because a misspelt one would do nothing, silently.
 */
import { z } from "zod";

const MIB = 1024 * 1024;

const fieldNames = z
  .array(z.string().min(1))
  .min(1)
  .describe("field names, the first one present is taken; dots lead into nested objects: `data.body`");

export const Config = z.strictObject({
  subject: z
    .string()
    .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, "lower-case words joined by hyphens")
    .default("debt")
    .describe("folder of rule tables under pipeline/lexicon/subjects"),
  fields: z
    .strictObject({
      text: fieldNames.optional(),
      title: fieldNames.optional(),
      url: fieldNames.optional(),
      date: fieldNames.optional(),
    })
    .default({})
    .describe("where JSON records keep what an article is made of; guessed from common names if not given"),
  encoding: z
    .enum(["utf-8", "gb18030", "big5", "utf-16le", "utf-16be"])
    .optional()
    .describe("of every file, where detection would be wrong; found by itself if not given"),
  maxArticleCharacters: z
    .int()
    .positive()
    .default(2_000_000)
    .describe("longer texts are no articles (a book, a dump of a database) and are quarantined"),
  maxFileBytes: z
    .int()
    .positive()
    .default(64 * MIB)
    .describe("larger files are quarantined"),
  maxTextBytes: z
    .int()
    .positive()
    .default(256 * MIB)
    .describe("compressed files that grow larger than this are quarantined"),
});
export type Config = z.infer<typeof Config>;

/** What holds where no configuration says otherwise. */
export const defaultConfig: Config = Config.parse({});

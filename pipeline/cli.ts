/** The command line: commands, flags and exit codes. What a command does stands in `commands/`. */
import { Argument, Command, CommanderError, InvalidArgumentError, Option } from "commander";
import packageFile from "../package.json" with { type: "json" };
import type { BuildContent } from "./commands/content.ts";
import { FORMATS, faultLines, warn } from "./commands/print.ts";
import { ContentError, UsageError } from "./faults.ts";

/** How the program is called from the project's folder: help can be copied and run. */
const CALL = "npx tsx pipeline/cli.ts";

const EXIT = { ok: 0, content: 1, usage: 2, software: 70 } as const;

/** Where what is worked out is kept for the next build. */
const CACHE = ".cache";

const raw = () => new Option("--raw <dir>", "folder of the raw articles").default("raw");
const out = () => new Option("--out <dir>", "folder of the build").default("output");
const subject = () => new Option("--subject <name>", "rule tables of this subject");
const workers = () =>
  new Option(
    "--workers <n>",
    "processes that work on articles (default: as many as there are cores)",
  ).argParser((value) => {
    if (wholeNumber(value) < 1) throw new InvalidArgumentError("give at least 1.");
    return wholeNumber(value);
  });
function wholeNumber(value: string): number {
  if (!/^\d{1,5}$/.test(value)) throw new InvalidArgumentError("give a whole number.");
  return Number(value);
}
const examples = (...lines: string[]) =>
  `\nExamples:\n${lines.map((line) => `  $ ${CALL} ${line}`).join("\n")}\n`;

/** Commands are loaded when they are called: `--help` and a mistyped flag need no dictionaries. */
function program(exit: (code: number) => void): Command {
  const builder =
    (cached = true): BuildContent =>
    async (options) =>
      (await import("./build.ts")).buildContent({ ...(cached && { cache: CACHE }), ...options });
  const top = new Command(CALL)
    .description(packageFile.description)
    .version(packageFile.version)
    .exitOverride()
    .addHelpText(
      "after",
      `${examples("build", "build --raw articles --out public --json", "validate", "explain a-1c2d3e4f5a6b")}
Exit codes: 0 all is well, 1 the content is at fault, 2 the call is at fault, 70 a defect of the program.`,
    );
  // Subcommands made after this inherit it.
  top.showHelpAfterError("(--help shows what can be asked for)");

  top
    .command("build")
    .description("build the articles of a folder into a bundle")
    .addOption(raw())
    .addOption(out())
    .addOption(subject())
    .option("--strict", "an article in quarantine is a fault")
    .option("--json", "print one JSON summary")
    .option("--quiet", "print faults and quarantine only")
    .option("--cache <dir>", "folder in which what is worked out is kept for the next build", CACHE)
    .option("--no-cache", "work everything out, and keep nothing")
    .addOption(workers())
    .option("--timings <file>", "write how long each stage took, and the slowest articles, as JSON")
    .option("--profile <file>", "do all work in one process and write its CPU profile")
    .addHelpText("after", examples("build", "build --raw articles --out public", "build --strict --json"))
    .action(async (options) =>
      exit(await (await import("./commands/build.ts")).build(options, builder(false))),
    );

  top
    .command("dev")
    .description("build what changed whenever an article or a table is saved, and say what that changed")
    .addOption(raw())
    .addOption(out())
    .addOption(subject())
    .option("--cache <dir>", "folder in which what is worked out is kept", CACHE)
    .addOption(
      new Option("--port <n>", "port the review page is served at, on this machine only")
        .default(4173)
        .argParser(wholeNumber),
    )
    .addHelpText("after", examples("dev", "dev --raw articles --out public --port 8080"))
    .action(async (options) => {
      const { LEXICON } = await import("./rules.ts");
      exit(await (await import("./commands/dev.ts")).dev({ ...options, lexicon: LEXICON }, builder(false)));
    });

  top
    .command("validate")
    .description("check that the articles build and that the output is what a build would write")
    .addOption(raw())
    .addOption(out())
    .addOption(subject())
    .option("--strict", "an article in quarantine is a fault")
    .addOption(
      new Option("--format <format>", "how faults are printed")
        .choices([...FORMATS])
        .default(
          process.env.GITHUB_ACTIONS === "true" ? "github" : "pretty",
          "github in GitHub Actions, else pretty",
        ),
    )
    .addHelpText("after", examples("validate", "validate --format json", "validate --strict --format github"))
    .action(async (options) =>
      exit(await (await import("./commands/validate.ts")).validate(options, builder())),
    );

  top
    .command("diff")
    .description("say what changed between two builds, as Markdown for a reviewer; hotlines first")
    .addArgument(new Argument("<old>", "a build, or REVISION:FOLDER"))
    .addArgument(new Argument("[new]", "the same").default("output"))
    .addOption(subject())
    .option("--json", "print the difference as JSON")
    .option("--exit-code", "exit with 1 where the builds differ")
    .addHelpText("after", examples("diff HEAD:output", "diff old/output output --exit-code --json"))
    .action(async (before, after, options) =>
      exit(await (await import("./commands/diff.ts")).diff(before, after, options)),
    );

  top
    .command("eval")
    .description("score a build against annotations")
    .addOption(raw())
    .option("--gold <dir>", "folder of the annotations", "test/gold")
    .option("--out <dir>", "a build to score (default: build in memory)")
    .addOption(subject())
    .option("--json", "print the figures as JSON")
    .option("--verbose", "list what was missed and what is spurious, with the rules that fired")
    .option("--floors <file>", "JSON or YAML file of least figures, such as {items: {f1: 0.8}}")
    .option("--repair <module>", "module of damaged and sound texts: score repair as well")
    .option("--opencc <dir>", "folder of OpenCC's test cases: score simplify as well")
    .addHelpText(
      "after",
      examples(
        "eval --gold test/gold",
        "eval --gold test/gold --out output --verbose",
        "eval --gold gold --floors floors.yaml",
        "eval --gold test/gold --repair test/repair/pairs.ts",
      ),
    )
    .action(async (options) => exit(await (await import("./commands/eval.ts")).evaluate(options, builder())));

  top
    .command("lexicon")
    .description("show how often each row of the tables fires, how often rightly, and which never do")
    .option("--raw <dir...>", "folders of raw articles", ["raw"])
    .option("--gold <dir...>", "folders of their annotations, in the same order")
    .addOption(subject())
    .option("--json", "print the figures as JSON")
    .addHelpText(
      "after",
      examples("lexicon --gold test/gold", "lexicon --raw a b --gold a-gold b-gold --json"),
    )
    .action(async (options) => exit(await (await import("./commands/lexicon.ts")).lexicon(options)));

  top
    .command("repair")
    .description("show what repair makes of a file, line by line, with the rule of every edit")
    .addArgument(new Argument("<file>", "an article, or a container of articles"))
    .option("--text", "print the repaired text alone")
    .addHelpText("after", examples("repair raw/article.txt", "repair ~/Downloads/article.html --text"))
    .action(async (file, options) =>
      exit(await (await import("./commands/repair.ts")).repair(file, options)),
    );

  top
    .command("explain")
    .description("show a text's way from the raw file to the item, rule by rule")
    .addArgument(new Argument("<item-or-line>", "id of an item, or FILE:LINE"))
    .addOption(raw())
    .addOption(subject())
    .addHelpText("after", examples("explain a-1c2d3e4f5a6b", "explain raw/article.txt:12"))
    .action(async (target, options) =>
      exit(await (await import("./commands/explain.ts")).explain(target, options, builder())),
    );

  top
    .command("duplicates")
    .description("list articles that repeat one another, and passages that others share")
    .addOption(raw())
    .addOption(subject())
    .option("--json", "print groups and passages as JSON")
    .addHelpText("after", examples("duplicates", "duplicates --raw articles --json"))
    .action(async (options) =>
      exit(await (await import("./commands/duplicates.ts")).duplicates(options, builder())),
    );

  top
    .command("add")
    .description("check articles and copy them into the raw folder")
    .addArgument(new Argument("<file...>", "articles, or containers of articles"))
    .addOption(raw())
    .addHelpText("after", examples("add ~/Downloads/article.html", "add *.txt --raw articles"))
    .action(async (files, options) => exit(await (await import("./commands/add.ts")).add(files, options)));

  return top;
}

/** Exit code for what a command threw, after saying it. */
function report(error: unknown): number {
  // Commander has printed its own message, and help and version are no errors.
  if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.ok : EXIT.usage;
  if (error instanceof UsageError) {
    warn(`error: ${error.message}`);
    return EXIT.usage;
  }
  if (error instanceof ContentError) {
    warn(faultLines(error.faults, "pretty"));
    return EXIT.content;
  }
  const message = error instanceof Error ? error.message : String(error);
  warn(`error: this should not have happened: ${message} (DEBUG=1 shows where)`);
  if (process.env.DEBUG && error instanceof Error) warn(error.stack ?? "");
  return EXIT.software;
}

// A reader that has seen enough (`| head`) is no error.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  process.exit(error.code === "EPIPE" ? EXIT.ok : EXIT.software);
});

try {
  // The code is set, not exited with: what is still in a pipe must get out first.
  await program((code) => {
    process.exitCode = code;
  }).parseAsync();
} catch (error) {
  process.exitCode = report(error);
}

/** What a subject calls its phases, kinds, products and arrangements on the pages people read. */
import type { Kind, Phase } from "../../schemas/advice.ts";
import type { Subject } from "./subject.ts";

export interface Labels {
  readonly phases: Readonly<Record<Phase, string>>;
  readonly kinds: Readonly<Record<Kind, string>>;
  /** By what `products` says; a name given by an article has none and is shown as it is written. */
  readonly products: Readonly<Record<string, string>>;
  /** By what `options` says. */
  readonly options: Readonly<Record<string, string>>;
}

export function labelsOf({ about, products }: Pick<Subject, "about" | "products">): Labels {
  return {
    phases: about.phases,
    kinds: about.kinds,
    products: Object.fromEntries(
      products.flatMap((p) => (p.value === undefined ? [] : [[p.value, p.label ?? p.names[0]!]])),
    ),
    options: about.options,
  };
}

/** Everything; what an app does not use, its bundler leaves out. */
import { after } from "./phases/after.js";
import { agreement } from "./phases/agreement.js";
import { before } from "./phases/before.js";
import { contact } from "./phases/contact.js";
import { negotiate } from "./phases/negotiate.js";

export { disclaimer, kinds, labels, newest, phases } from "./about.js";
export { documents } from "./documents.js";
export * as byPhase from "./phases/index.js";
export { sources } from "./sources.js";
export const advice = /* @__PURE__ */ [].concat(before, contact, negotiate, agreement, after);

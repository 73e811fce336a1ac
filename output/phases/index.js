export { before } from "./before.js";
export { contact } from "./contact.js";
export { negotiate } from "./negotiate.js";
export { agreement } from "./agreement.js";
export { after } from "./after.js";

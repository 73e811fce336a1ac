/** Simplified text as pages in Traditional characters have it: natural, or put through a machine that errs. */
import { Converter } from "opencc-js/cn2t";

const plain = Converter({ from: "cn", to: "t" });
const taiwan = Converter({ from: "cn", to: "tw" });
const hongKong = Converter({ from: "cn", to: "hk" });

/** Characters of OpenCC's standard, the form GBK holds best. */
export const traditional = (text: string): string => plain(text);
/** As written in Taiwan: 著 for 着, 裡, 為; corner brackets for quotes. */
export const inTaiwan = (text: string): string => corners(taiwan(text));
/** As written in Hong Kong: 着, 裏, 説. */
export const inHongKong = (text: string): string => corners(hongKong(text));

function corners(text: string): string {
  return text.replaceAll("“", "「").replaceAll("”", "」");
}

/** Characters that careless converters get wrong, whatever stands beside them. */
const ERRORS: Readonly<Record<string, string>> = { 注: "註", 么: "麽", 制: "製", 云: "雲", 余: "餘" };
/** Characters that such converters leave as they are. */
const LEFT = ["后", "里", "干", "台", "并", "于", "准"];

/** Character by character, without regard to words: 註意, 為什麽, 之后, 馀. */
export function machineMade(text: string): string {
  return [...text].map((c) => (LEFT.includes(c) ? c : (ERRORS[c] ?? plain(c)))).join("");
}

/** 一 of certain words in its form for cheques, as some machines write it: 壹定, 壹旦. */
export function cheque(text: string): string {
  return text.replace(/一(?=[定旦般])/g, "壹");
}

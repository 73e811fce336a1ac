import { describe, expect, it } from "vitest";
import { loadRules } from "../../../pipeline/rules.ts";
import { contactOf } from "../../../pipeline/stages/extract/products.ts";
import { optionsOf } from "../../../pipeline/stages/extract/slots/options.ts";
import { pathOf } from "../../../pipeline/stages/extract/slots/path.ts";
import { phonesOf } from "../../../pipeline/stages/extract/slots/phones.ts";

const { subject } = loadRules("debt");
const contact = (text: string, own: string[] = []) =>
  contactOf(phonesOf(text), text, own, [], subject.products);

describe("the lender of a hotline", () => {
  it.each([
    ["花呗的客服电话是95188。", ["huabei"]],
    ["美团借钱的客服是1010-7888，京东金融的客服是95118。", ["京东金融", "美团借钱"]],
    ["拨打95588或者95188都有人工。", ["alipay", "工商银行"]],
  ])("%s", (text, products) => {
    expect(contact(text)).toEqual({ products: expect.arrayContaining(products), conflict: false });
    expect(contact(text).products).toHaveLength(products.length);
  });
  it.each([
    "招联金融的客服电话是95055。",
    "花呗可以拨打95588。",
    "微粒贷用户可拨打95188。",
  ])("is in conflict with the words: %s", (text) =>
    expect(contact(text, ["own"])).toEqual({ products: ["own"], conflict: true }));
});

describe("a line of the authorities", () => {
  const atAuthorities = (text: string) =>
    contactOf(phonesOf(text), text, ["huabei"], [], subject.products, subject.about.publicLines).products;
  it.each([
    "谈不拢可以打12378投诉。",
    "接到可疑来电，先打96110问一问。",
  ])("is not the article's lender's: %s", (text) => expect(atAuthorities(text)).toEqual([]));
  it.each([
    ["花呗谈不拢，可以打12378投诉。", ["huabei"]],
    ["先打95188，再打12378。", ["huabei"]],
  ])("is about whom the words name beside it: %s", (text, products) =>
    expect(atAuthorities(text)).toEqual(products));
});

describe("what a text denies is no slot", () => {
  it.each(["借呗逾期不能分期。", "目前没有延期政策，也不能减免利息。", "平台不支持延期。"])("%s", (text) =>
    expect(optionsOf(text, subject, "condition")).toEqual([]));
  it("though what is granted in the same breath is", () =>
    expect(optionsOf("不能减免利息，但是可以申请延期还款。", subject, "condition")).toEqual(["extension"]));
  it.each([
    ["白条的客服不是95188，而是95118。", ["95118"]],
    ["冒充95188的来电都是骗子。", []],
  ])("%s", (text, phones) => expect(phonesOf(text)).toEqual(phones));
});

describe("a menu path", () => {
  it("has no empty label where the source lost one", () =>
    expect(pathOf("打开支付宝，点击“ ”，再点击“我的”，进入“我的客服”。", subject)).toEqual([
      "我的",
      "我的客服",
    ]));
  it("is not read from a tag", () =>
    expect(pathOf("打电话<script>alert</script>给客服。", subject)).toBeUndefined());
});

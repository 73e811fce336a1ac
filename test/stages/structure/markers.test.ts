import { describe, expect, it } from "vitest";
import { markerOf } from "../../../pipeline/stages/structure/markers.ts";

const WORDS =
  "技巧 方法 要点 建议 误区 误解 坑 注意 问题 情况 情形 方式 途径 案例 事例 后果 提醒 话术 场景 条件 禁忌 大忌 窍门 秘诀 步骤 阶段 环节 错误 陷阱 套路".split(
    " ",
  );

describe("markerOf", () => {
  it.each([
    ...WORDS.map((word) => [`${word}二：先算账`, "step", 2] as const),
    ...["第", "步骤", "节点", "环节", "阶段", "要点", "关键", "技巧", "误区", "场景", "情形"].map(
      (word) => [`${word}③：先算账`, "step", 3] as const,
    ),
    ["第四步 先算账", "step", 4],
    ["Step 5：先算账", "step", 5],
    ["step5 先算账", "step", 5],
    ["第六，先算账", "step", 6],
    ...[..."一二三四五六七八九十"].map((n, i) => [`${n}、先算账`, "cn", i + 1] as const),
    ["（二）先算账", "cn-paren", 2],
    ["1.2 先算账", "section", 2],
    ["3、先算账", "arabic", 3],
    ["06 先算账", "arabic", 6],
    ["(4) 先算账", "arabic-paren", 4],
    ["⑤先算账", "circled", 5],
    ["❷先算账", "circled", 2],
    ["√ 先算账", "bullet", 0],
    ["📌先算账", "bullet", 0],
    ["☎先算账", "bullet", 0],
  ] as const)("%s", (line, family, ordinal) => {
    expect(markerOf(line)?.marker).toEqual({ family, ordinal });
  });

  it.each([
    "先算账",
    "协商之前",
    "App里办理",
    "网贷一：先算账",
    "06 月账单",
    "60 先算账",
    "",
  ])("%s: none", (line) => {
    expect(markerOf(line)).toBeUndefined();
  });
});

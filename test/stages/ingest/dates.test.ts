import { describe, expect, it } from "vitest";
import { statedDate } from "../../../pipeline/stages/ingest/dates.ts";
import { StatedDate } from "../../../schemas/article.ts";

describe("statedDate", () => {
  it.each([
    ["2025-03-07", "2025-03-07"],
    ["2025/3/7", "2025-03-07"],
    ["2025.03.07", "2025-03-07"],
    ["2025年3月7日", "2025-03-07"],
    ["发布于 2025年3月7日 9:05", "2025-03-07T09:05"],
    ["2025-03-07 21:31:08", "2025-03-07T21:31:08"],
    ["2025-03-07T21:31:08+08:00", "2025-03-07T21:31:08"],
    ["2025-03-07T21:31:08.123Z", "2025-03-07T21:31:08"],
    ["2025年3月7日21时31分", "2025-03-07T21:31"],
    ["2024-02-29", "2024-02-29"],
    ["20250307", "2025-03-07"],
    ["202503072131", "2025-03-07T21:31"],
    ["20250307213108", "2025-03-07T21:31:08"],
    [1_741_354_268, "2025-03-07T21:31:08"],
    ["1741354268", "2025-03-07T21:31:08"],
    [1_741_354_268_000, "2025-03-07T21:31:08"],
    [1_741_354_268_999, "2025-03-07T21:31:08"],
  ])("reduces %s to %s", (stated, iso) => {
    expect(statedDate(stated)).toBe(iso);
    expect(StatedDate.safeParse(iso).success).toBe(true);
  });

  it.each([
    ["no date", "三天前"],
    ["an impossible month", "2025-13-07"],
    ["an impossible day", "2025-02-30"],
    ["a leap day that was none", "2023-02-29"],
    ["a day zero", "2025-03-00"],
    ["a telephone number", "拨打 2025-0307"],
    ["a longer number", "120250307"],
    ["a number too small to be an instant", 17],
    ["blank", ""],
    ["a year alone", "2025年"],
  ])("finds none in %s", (_, stated) => {
    expect(statedDate(stated)).toBeUndefined();
  });

  it("keeps the day and leaves out a time of day that is none", () => {
    expect(statedDate("2025-03-07 25:61")).toBe("2025-03-07");
  });

  it("does not depend on where it runs", () => {
    const before = process.env.TZ;
    try {
      for (const zone of ["Asia/Shanghai", "America/Los_Angeles", "UTC"]) {
        process.env.TZ = zone;
        expect(statedDate(1_741_354_268)).toBe("2025-03-07T21:31:08");
        expect(statedDate("2025-03-07T23:59:59Z")).toBe("2025-03-07T23:59:59");
      }
    } finally {
      if (before === undefined) delete process.env.TZ;
      else process.env.TZ = before;
    }
  });
});

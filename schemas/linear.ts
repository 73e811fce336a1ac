/** A linear model with named features, weights in hundredths: what training freezes and extraction reads. */
import { z } from "zod";

export const LinearModel = z.strictObject({
  classes: z.array(z.string().min(1)).min(2),
  bias: z.array(z.int()),
  weights: z.record(z.string(), z.array(z.int())),
});
export type LinearModel = z.infer<typeof LinearModel>;

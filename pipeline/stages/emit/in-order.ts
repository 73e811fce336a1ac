/**
 * Keys in the order a schema declares them, without checking what was checked before: parsing a record
 * anew for each format that holds it would take longer than writing it.
 */
import { z } from "zod";

type Shape = (value: unknown) => unknown;

const shapes = new WeakMap<z.ZodType, Shape>();

/**
 * What parsing would give, of a value that is known to fit.
 *
 * @param schema of objects, lists and plain values
 */
export function inOrder<S extends z.ZodType>(schema: S, value: z.input<S>): z.output<S> {
  let shape = shapes.get(schema);
  if (shape === undefined) {
    shape = shapeOf(schema) ?? ((same) => same);
    shapes.set(schema, shape);
  }
  return shape(value) as z.output<S>;
}

/** Undefined where a value stays as it is. */
function shapeOf(schema: z.core.$ZodType): Shape | undefined {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodNullable)
    return shapeOf(schema.def.innerType);
  if (schema instanceof z.ZodArray) {
    const of = shapeOf(schema.def.element);
    return of && ((list) => (list as readonly unknown[] | null)?.map(of));
  }
  if (!(schema instanceof z.ZodObject)) return undefined;
  const members = Object.entries(schema.shape as Record<string, z.core.$ZodType>).map(
    ([key, of]) => [key, shapeOf(of)] as const,
  );
  return (given) => {
    const from = given as Readonly<Record<string, unknown>>;
    const out: Record<string, unknown> = {};
    for (const [key, of] of members) {
      const value = from[key];
      if (value !== undefined) out[key] = of && value !== null ? of(value) : value;
    }
    return out;
  };
}

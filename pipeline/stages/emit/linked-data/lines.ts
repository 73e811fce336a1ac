/** A JSON document that ends in a long list, one record a line, in pieces. */

/**
 * @param frame the document with its list empty; nothing but closing brackets may follow the list
 * @param records of the list, made while pieces are taken
 */
export function* jsonLines(frame: object, records: Iterable<unknown>): Generator<string> {
  const text = JSON.stringify(frame);
  const at = text.lastIndexOf("[]");
  yield text.slice(0, at + 1);
  let separator = "\n";
  for (const record of records) {
    yield separator + JSON.stringify(record);
    separator = ",\n";
  }
  yield `\n${text.slice(at + 1)}\n`;
}

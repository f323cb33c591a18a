import * as z from 'zod/mini';

const report = z.nullish(
  z.object({ batchItemFailures: z.nullish(z.array(z.object({ itemIdentifier: z.nullish(z.string()) }))) }),
);

/**
 * Which messages of a batch failed, by Lambda's rules for `ReportBatchItemFailures`: nothing returned or an empty
 * list is success; a result that cannot be read, or an id that is empty or not of this batch, fails the whole batch.
 * Source: "Success and failure conditions", Lambda developer guide, SQS error handling.
 */
export function failedIds(result: unknown, sent: readonly string[]): readonly string[] {
  const parsed = z.safeParse(report, result);
  if (!parsed.success) return sent;
  const failed = (parsed.data?.batchItemFailures ?? []).map(({ itemIdentifier }) => itemIdentifier ?? '');
  return failed.every((id) => sent.includes(id)) ? failed : sent;
}

/**
 * Counts what vitest's JSON report says. A file that could not be run has no failed test in it and counts as one;
 * so does a run that found no test at all, one that ended badly for another reason, and one without a report.
 * @param report the parsed report, or `undefined` when there is none
 * @param exitCode vitest's own
 */
export function countTests(report, exitCode) {
  if (!report) return { passed: 0, failed: 1, skipped: 0 };
  const crashed = report.testResults.filter(
    (file) => file.status === "failed" && !file.assertionResults.some((test) => test.status === "failed"),
  ).length;
  const counts = {
    passed: report.numPassedTests,
    failed: report.numFailedTests + crashed,
    skipped: report.numPendingTests + (report.numTodoTests ?? 0),
  };
  const isBad = exitCode !== 0 || counts.passed + counts.failed === 0;
  return isBad && counts.failed === 0 ? { ...counts, failed: 1 } : counts;
}

/** The line that every test run ends with. */
export const closingLine = ({ passed, failed, skipped }) =>
  `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ""}`;

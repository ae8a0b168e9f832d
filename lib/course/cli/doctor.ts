import { diagnose, renderFindings } from '../doctor';

/** Exit code 1 when something the course cannot do without is missing. */
export async function doctor(): Promise<void> {
  const findings = await diagnose();
  console.log(renderFindings(findings));
  if (findings.some(finding => finding.status === 'problem')) process.exitCode = 1;
}

// Main groups of the occupation classifier NKZ (NK RK 01-2017, aligned with ISCO-08).

/** Main group of an NKZ unit group: its first digit, as in ISCO-08; 0 for the group that NKZ writes as X (armed forces). */
export function majorGroup(occupationCode: string): number {
  const first = occupationCode[0] ?? '';
  return /\d/.test(first) ? Number(first) : 0;
}

/** Where the points of a small line stand in a box of this size: from zero at the bottom to the highest at the top. */
export const sparkPoints = (values: readonly number[], width: number, height: number): readonly (readonly [number, number])[] => {
  const highest = Math.max(1, ...values)
  const step = values.length > 1 ? width / (values.length - 1) : 0
  const round = (value: number) => Math.round(value * 100) / 100
  return values.map((value, index) => [round(index * step), round(height - 1 - (Math.max(0, value) / highest) * (height - 2))] as const)
}

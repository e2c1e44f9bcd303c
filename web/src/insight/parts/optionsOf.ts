/** The options of a menu, from their names by value. */
export const optionsOf = <Value extends string>(names: Readonly<Record<Value, string>>): { value: Value; label: string }[] =>
  (Object.entries(names) as [Value, string][]).map(([value, label]) => ({ value, label }))

/** What an option is set to; the usual when it is not, or to no text. */
export const optionOf = (value: unknown, usual: string): string => (typeof value === 'string' ? value : usual)

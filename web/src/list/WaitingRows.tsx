import { Skeleton } from '../ui/Skeleton'

const LINES = [0, 1, 2, 3, 4]

/** Grey lines in the columns of a table whose rows are on their way. */
export function WaitingRows({ columns }: { columns: number }) {
  return LINES.map((line) => (
    <tr key={line}>
      {Array.from({ length: columns }, (_, column) => (
        <td key={column}>
          <Skeleton width={`${70 - line * 7}%`} />
        </td>
      ))}
    </tr>
  ))
}

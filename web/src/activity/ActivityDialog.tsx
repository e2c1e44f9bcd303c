import { activityWords as words } from '../strings/activity'
import { Dialog } from '../ui/Dialog'
import { ItemActivity, type Item } from './ItemActivity'

/** What was done to one thing, in a dialog over its page. */
export default function ActivityDialog({ name, onClose, ...item }: Item & { name: string; onClose: () => void }) {
  return (
    <Dialog title={words.of(name)} wide onClose={onClose}>
      <ItemActivity {...item} />
    </Dialog>
  )
}

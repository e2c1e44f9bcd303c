/** What somebody with a link reads. */
export const shared = {
  locked: 'Protected by a password',
  lockedWhy: 'Enter the password that came with this link.',
  open: 'Open',
  opening: 'Opening…',
  refusals: {
    wrong: 'That is not the password.',
    'too many': 'Too many attempts. Wait a minute, then try again.',
    unreachable: 'The server did not answer. Try again.',
  },
  noResult: 'No result yet',
  noResultWhy: 'It appears here when it has been computed.',
  madeWith: 'Shared with Hedgerow',
  missing: 'This link shows nothing',
  missingWhy: 'It was turned off or replaced, or it was not copied whole. Ask whoever sent it for a new one.',
  asOf: (moment: string, zone: string) => `As of ${moment} (${zone})`,
  refresh: 'Refresh',
  numbers: 'Numbers',
  closedAgain: 'The password is needed again: it was removed or has expired, or a day has passed.',
}

/** What opens the dialog of those who share; the dialog has `sharing.ts`. */
export const share = {
  button: 'Share',
  title: (name: string) => `Share “${name}”`,
}

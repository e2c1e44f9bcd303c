import { boardFilters, cards, dashboard, tileMenu, tv, views } from './strings/boards'
import { changes, freshness } from './strings/changes'
import { chart } from './strings/charts'
import { dashboards, newDashboard } from './strings/dashboards'
import * as people from './strings/people'
import { share, shared } from './strings/shared'
import { start } from './strings/start'
import { explain, tile } from './strings/tiles'

/** Every sentence of the UI, in English, in one place; those of larger pages have a file in `strings/`. */
export const words = {
  ...people,
  boardFilters,
  cards,
  changes,
  chart,
  dashboard,
  dashboards,
  explain,
  freshness,
  newDashboard,
  share,
  shared,
  start,
  tile,
  tileMenu,
  tv,
  views,

  product: 'Hedgerow',
  tagline: 'Product analytics that grows where you plant it.',
  skip: 'Skip to content',
  loading: 'Loading',
  tryAgain: 'Try again',
  cancel: 'Cancel',
  undo: 'Undo',
  dismiss: 'Dismiss',
  close: 'Close',
  copy: 'Copy',
  copied: 'Copied',
  copyFailed: 'Select the text to copy it',
  save: 'Save',
  saving: 'Saving…',
  saved: 'Saved',
  remove: 'Remove',

  sortable: {
    move: (name: string) => `Move ${name}`,
    how: 'Drag it, press an arrow key, or click it and then where it goes',
    moved: (name: string, place: number, all: number) => `${name} is now ${place} of ${all}`,
  },

  picker: {
    none: 'Nothing found',
    typed: 'As typed',
    add: 'Add',
    remove: (value: string) => `Remove ${value}`,
  },

  password: {
    0: 'At least 8 characters. A few words make a good one.',
    1: 'Too short or too easy to guess',
    2: 'Fair',
    3: 'Good',
  },

  login: {
    title: 'Log in',
    heading: 'Welcome back',
    email: 'Email',
    password: 'Password',
    show: 'Show password',
    hide: 'Hide password',
    submit: 'Log in',
    busy: 'Logging in…',
    wrong: 'That email and password do not match an account.',
    unreachable: 'The server did not answer. Check that Hedgerow is running, then try again.',
    forgot: 'Forgot your password, or first time here?',
    first: 'The first password was shown on the server’s console when it first started, or is the one in HEDGEROW_OWNER_PASSWORD.',
    reset: 'Whoever runs the server can make a new one there:',
    resetCommand: 'hedgerow users reset-password EMAIL',
  },

  shell: {
    navigation: 'Main',
    menu: 'Open navigation',
    project: 'Project',
    switchProject: (name: string) => `Project ${name}, switch project`,
    dashboards: 'Dashboards',
    insights: 'Insights',
    send: 'Send events',
    waiting: 'Waiting for events',
    account: (name: string) => `Account of ${name}`,
    logOut: 'Log out',
    theme: 'Theme',
    light: 'Light',
    dark: 'Dark',
    system: 'System',
    settings: 'Settings',
    newProject: 'New project',
    yourSettings: 'Your account',
  },

  unsaved: {
    title: 'Leave without saving?',
    why: 'What you changed on this page is not saved yet.',
    leave: 'Leave without saving',
  },

  network: {
    down: 'The server cannot be reached. Your work is kept; this page tries again by itself.',
    retry: 'Try now',
  },

  notFound: {
    title: 'Page not found',
    why: 'The address leads nowhere. It may be mistyped, or what it showed has been deleted.',
    home: 'Go home',
  },

  broken: {
    title: 'Something went wrong',
    why: 'The page stopped working. Loading it again usually helps.',
    reload: 'Load again',
  },

  noProject: {
    title: 'No project yet',
    why: 'Create one on the server with “hedgerow projects create NAME”, then load this page again.',
  },
}

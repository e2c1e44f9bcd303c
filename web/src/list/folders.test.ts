import { expect, test } from 'vitest'
import { allPaths, folderTree, nameOf, pathsTo } from './folders'

const FOLDERS = [
  { path: 'Team/Web/Shop', count: 2 },
  { path: 'Team', count: 1 },
  { path: 'Archive', count: 3 },
]

test('paths of folders make a tree, by name, with what lies below counted', () => {
  expect(folderTree(FOLDERS)).toEqual([
    { path: 'Archive', name: 'Archive', count: 3, children: [] },
    {
      path: 'Team',
      name: 'Team',
      count: 3,
      children: [{ path: 'Team/Web', name: 'Web', count: 2, children: [{ path: 'Team/Web/Shop', name: 'Shop', count: 2, children: [] }] }],
    },
  ])
})

test('a path names the folders above it', () => {
  expect(pathsTo('A/B/C')).toEqual(['A', 'A/B', 'A/B/C'])
  expect(nameOf('A/B/C')).toBe('C')
  expect(allPaths(FOLDERS)).toEqual(['Archive', 'Team', 'Team/Web', 'Team/Web/Shop'])
})

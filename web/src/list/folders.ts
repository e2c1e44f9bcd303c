import type { Folder } from '../api/dashboardList'

export interface FolderNode {
  path: string
  name: string
  /** Dashboards in it and below it. */
  count: number
  children: FolderNode[]
}

/** The tree that the paths of folders make; folders that only hold folders are there too. By name. */
export function folderTree(folders: readonly Folder[]): FolderNode[] {
  const roots: FolderNode[] = []
  for (const { path, count } of folders) {
    let siblings = roots
    for (const above of pathsTo(path)) {
      let node = siblings.find((one) => one.path === above)
      if (!node) {
        node = { path: above, name: nameOf(above), count: 0, children: [] }
        siblings.push(node)
      }
      node.count += count
      siblings = node.children
    }
  }
  return sorted(roots)
}

/** `A/B/C` as A, A/B and A/B/C. */
export function pathsTo(path: string): string[] {
  const names = path.split('/')
  return names.map((_, index) => names.slice(0, index + 1).join('/'))
}

export const nameOf = (path: string): string => path.slice(path.lastIndexOf('/') + 1)

/** Every folder there is, those that only hold folders included. */
export const allPaths = (folders: readonly Folder[]): string[] => [...new Set(folders.flatMap(({ path }) => pathsTo(path)))].sort()

const sorted = (nodes: FolderNode[]): FolderNode[] =>
  nodes.map((node) => ({ ...node, children: sorted(node.children) })).sort((a, b) => a.name.localeCompare(b.name))

import type { Level } from '../api/settings'

const ADMIN = 8

export const LEVELS: readonly Level[] = [1, 8, 15]
export const isAdmin = (level: number) => level >= ADMIN

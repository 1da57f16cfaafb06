import { defineConfig } from 'vite'

// Vite's own JSX transform is enough for a page this small: no plugin.
export default defineConfig({ oxc: { jsx: { runtime: 'automatic' } } })

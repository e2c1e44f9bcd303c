import { CSPProvider } from '@base-ui/react/csp-provider'
import { QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { newQueryClient } from './app/queryClient'
import { startTheme } from './app/theme'
import { newRouter } from './router'
import { Toasts } from './ui/Toasts'
import './styles/tokens.css'
import './styles/base.css'

startTheme()

const client = newQueryClient(() => {
  client.removeQueries({ queryKey: ['me'] })
  void router.invalidate() // asks who is here again, which leads to the login page
})
const router = newRouter(client)
const root = document.getElementById('root')
if (!root) throw new Error('index.html has no #root')

createRoot(root).render(
  <StrictMode>
    <CSPProvider disableStyleElements>
      <QueryClientProvider client={client}>
        <RouterProvider router={router} />
        <Toasts />
      </QueryClientProvider>
    </CSPProvider>
  </StrictMode>,
)

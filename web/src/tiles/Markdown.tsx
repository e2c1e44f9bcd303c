import ReactMarkdown from 'react-markdown'

/**
 * Markdown as elements: raw HTML and unsafe links are left out, and images too, which would call other servers.
 */
export default function Markdown({ text }: { text: string }) {
  return (
    <ReactMarkdown
      skipHtml
      disallowedElements={['img']}
      components={{
        a: ({ href, children }) => (
          <a href={href} target="_blank" rel="noopener noreferrer">
            {children}
          </a>
        ),
      }}
    >
      {text}
    </ReactMarkdown>
  )
}

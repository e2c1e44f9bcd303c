import { EditorView } from '@codemirror/view'

/**
 * What is typed over a selection is put in by the editor. The browser would do it too, but with styles on the text, which
 * our content security policy refuses with a complaint.
 */
export const typeOver = EditorView.domEventHandlers({
  beforeinput(event, view) {
    const { from, to, empty } = view.state.selection.main
    const text = event.data
    if (empty || text === null || event.inputType !== 'insertText' || event.isComposing) return false
    const typed = () => view.state.update(view.state.replaceSelection(text), { userEvent: 'input.type', scrollIntoView: true })
    if (!view.state.facet(EditorView.inputHandler).some((handles) => handles(view, from, to, text, typed))) view.dispatch(typed())
    return true
  },
})

-- SPDX-License-Identifier: ISC
-- Has pandoc write what Lectern shows best. Pages and e-books have their notes
-- as links to a list at the end; these become notes again. Links within a text
-- go to the headings that they mean, and what only frames is taken away.

local stringify = pandoc.utils.stringify

-- Blocks of notes by the name of their anchor, which of them are used, and their
-- names in order.
local notes, used, names = {}, {}, pandoc.List {}
-- The heading that an anchor stands in front of or belongs to.
local headings = {}

local function without_space(text)
  return (text:gsub('[%s\u{a0}]+', ''))
end

-- Whether a link's text is the sign of a note: "1", "[1]", "*", in superscript
-- or not.
local function is_sign(link)
  local text = without_space(stringify(link.content))
  return text:match('^%[?%(?[%d%*†‡§]+%)?%]?$') ~= nil
    or link.classes:includes('footnote-ref')
    or link.attributes.role == 'doc-noteref'
end

-- Whether a link goes back from a note to its sign.
local function goes_back(link)
  local text = without_space(stringify(link.content))
  return link.target:match('^#') ~= nil
    and (link.classes:includes('footnote-back')
      or link.attributes.role == 'doc-backlink'
      or text:match('^[↩↑^︎]+$') ~= nil)
end

-- Anchors of e-books have the file in front: "ch1.xhtml#fn1".
local function anchor_of(target)
  return target:match('^#(.+)$')
end

-- The name of the first anchor in a list's item, if it has one.
local function name_of(item)
  local first = item[1]
  if first and first.t == 'Div' and first.identifier ~= '' then
    return first.identifier
  end
  if first and (first.t == 'Para' or first.t == 'Plain') then
    local inline = first.content[1]
    if inline and (inline.t == 'Span' or inline.t == 'Link')
      and inline.identifier ~= '' then
      return inline.identifier
    end
  end
end

-- What can be in a note: blocks, without the way back.
local function contents_of(item)
  local blocks = pandoc.Blocks {}
  for _, block in ipairs(item) do
    if block.t == 'Div' then
      blocks:extend(block.content)
    else
      blocks:insert(block)
    end
  end
  return pandoc.walk_block(pandoc.Div(blocks), {
    Link = function(link)
      if goes_back(link) then
        return {}
      end
    end,
  }).content
end

-- First the anchors that signs go to are looked for …
local signs = {}
local find_signs = {
  Link = function(link)
    local anchor = anchor_of(link.target)
    if anchor and is_sign(link) and not goes_back(link) then
      signs[anchor] = true
    end
  end,
}

-- … then the items that have these anchors leave their lists, and lists their
-- places where nothing is left of them.
local take_items = {
  OrderedList = function(list)
    local left = pandoc.List {}
    for _, item in ipairs(list.content) do
      local name = name_of(item)
      if name and signs[name] and not notes[name] then
        notes[name] = contents_of(item)
        names:insert(name)
      else
        left:insert(item)
      end
    end
    if #left == #list.content then
      return nil
    elseif #left == 0 then
      return {}
    end
    list.content = left
    return list
  end,
}

local function is_of_notes(div)
  return div.classes:includes('footnotes')
    or div.attributes.role == 'doc-endnotes'
end

-- A section of notes that has none any more leaves its rule, too.
local take_sections = {
  Div = function(div)
    if not is_of_notes(div) then
      return nil
    end
    for _, block in ipairs(div.content) do
      if block.t ~= 'HorizontalRule' then
        return nil
      end
    end
    return {}
  end,
}

-- pandoc 2 reads the signs of e-books as empty words. Where a chapter has as
-- many of these as notes, they are each other's.
local function restore_signs(div)
  local items = pandoc.List {}
  local empty = 0
  pandoc.walk_block(div, {
    Div = function(inner)
      if is_of_notes(inner) then
        pandoc.walk_block(inner, {
          OrderedList = function(list)
            for _, item in ipairs(list.content) do
              items:insert(name_of(item) or false)
            end
          end,
        })
      end
    end,
    Str = function(word)
      empty = empty + (word.text == '' and 1 or 0)
    end,
  })
  if empty == 0 or empty ~= #items or items:includes(false) then
    return nil
  end
  local index = 0
  return pandoc.walk_block(div, {
    Str = function(word)
      if word.text == '' then
        index = index + 1
        return pandoc.Link(tostring(index), '#' .. items[index])
      end
    end,
  })
end

-- As Lectern names headings, after GitHub's way.
local function slug_of(header)
  local slug = stringify(header.content):lower()
  slug = slug:gsub('[^%w%s%-_\128-\255]', ''):gsub('%s', '-')
  return slug
end

local function find_headings(blocks)
  pandoc.walk_block(pandoc.Div(blocks), {
    Div = function(div)
      local first = div.content[1]
      if div.identifier ~= '' and first and first.t == 'Header' then
        headings[div.identifier] = first
      end
    end,
    Header = function(header)
      if header.identifier ~= '' then
        headings[header.identifier] = header
      end
      pandoc.walk_block(header, {
        Span = function(span)
          if span.identifier ~= '' then
            headings[span.identifier] = header
          end
        end,
      })
    end,
  })
end

local put_notes = {
  Link = function(link)
    local anchor = anchor_of(link.target)
    if not anchor then
      return nil
    elseif goes_back(link) then
      return nil
    elseif notes[anchor] and is_sign(link) then
      used[anchor] = true
      return pandoc.Note(notes[anchor])
    elseif headings[anchor] then
      link.target = '#' .. slug_of(headings[anchor])
      return link
    end
  end,
  -- A note in superscript is one all the same.
  Superscript = function(superscript)
    if #superscript.content == 1 and superscript.content[1].t == 'Note' then
      return superscript.content[1]
    end
  end,
}

-- Frames are nothing to read.
local unframe = {
  Div = function(div)
    return div.content
  end,
  Span = function(span)
    return span.content
  end,
  CodeBlock = function(code)
    code.classes = code.classes:filter(function(class)
      return class ~= 'sourceCode'
    end)
    return code
  end,
}

function Pandoc(doc)
  local whole = pandoc.Div(doc.blocks)
  whole = restore_signs(whole) or whole
  pandoc.walk_block(whole, find_signs)
  whole = pandoc.walk_block(whole, take_items)
  whole = pandoc.walk_block(whole, take_sections)
  find_headings(whole.content)
  whole = pandoc.walk_block(whole, put_notes)
  whole = pandoc.walk_block(whole, unframe)
  doc.blocks = whole.content
  -- What nothing goes to is text all the same.
  for _, name in ipairs(names) do
    if not used[name] then
      doc.blocks:extend(notes[name])
    end
  end
  return doc
end

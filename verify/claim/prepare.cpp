#include "posproof/claim/prepare.hpp"

#include "expand.hpp"
#include "names.hpp"
#include "parser.hpp"
#include "posproof/arith/contract.hpp"
#include "sorts.hpp"

namespace posproof {
namespace {

using detail::Parser;

/// The part of a source from byte `begin` to byte `end` without leading blanks, with the place of its own first character.
Source part_of(const Source& whole, std::size_t begin, std::size_t end) {
  while (begin < end && (whole.text[begin] == ' ' || whole.text[begin] == '\t')) ++begin;
  const ClaimError at("", "", whole, {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(begin)});
  return {whole.file, whole.text.substr(begin, end - begin), at.line(), at.column()};
}

/// The sign = that separates the two sides: the first one that is no part of ==, <=, >=, !=.
std::size_t definition_sign(const std::string& text) {
  for (std::size_t at = text.find('='); at != std::string::npos; at = text.find('=', at + 1)) {
    const bool doubled = at + 1 < text.size() && (text[at + 1] == '=' || text[at + 1] == '>');
    const bool relation = at > 0 && (text[at - 1] == '<' || text[at - 1] == '>' || text[at - 1] == '!' || text[at - 1] == '=');
    if (!doubled && !relation) return at;
  }
  return std::string::npos;
}

}  // namespace

Expr parse(const Source& source) { return Parser(source).whole_text().e; }

Definition make_definition(const Source& head, const Source& body) {
  Definition d;
  d.name = Parser(head).definition_head(d.parameters);
  d.source = body;
  d.body = parse(d.source);
  return d;
}

Definition parse_definition(const Source& source) {
  detail::refuse_long_text(source);
  const auto sign = definition_sign(source.text);
  if (sign == std::string::npos)
    throw ClaimError("syntax", "a definition is written name = term or name(a, b) = term", source, {0, 0});
  return make_definition(part_of(source, 0, sign), part_of(source, sign + 1, source.text.size()));
}

PreparedClaim prepare(const Source& source, const std::vector<Definition>& definitions, bool formula) {
  PreparedClaim claim;
  for (const auto& d : definitions) ensure(d.body != nullptr, "a definition that was not parsed");
  claim.source = source;
  claim.parsed = parse(source);
  detail::check_names(source, claim.parsed, definitions);
  auto expansion = detail::expand(source, claim.parsed, definitions);
  detail::check_sorts(source, expansion, formula);
  claim.formula = expansion.root;
  claim.slot_names = std::move(expansion.slot_names);
  claim.slot_count = static_cast<int>(claim.slot_names.size());
  claim.notes = detail::shadowing_notes(definitions);
  return claim;
}

}  // namespace posproof

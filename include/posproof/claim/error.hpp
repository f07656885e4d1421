#pragma once
#include <stdexcept>
#include <string>

#include "posproof/claim/ast.hpp"

namespace posproof {

/// A user's error with its place: syntax, names, types, domains. Leads to exit code 2.
class ClaimError : public std::runtime_error {
 public:
  /// code: stable id such as "syntax", "unknown-name", "empty-domain", "domain-error", "type", "arity", "cycle", "limit".
  ClaimError(std::string code, std::string message, Source source, Span span);
  const std::string& code() const { return code_; }
  const Source& source() const { return source_; }
  Span span() const { return span_; }
  int line() const;
  int column() const;
  /// file:line:column: error[code]: message, the line, and a caret line under it.
  std::string render() const;

 private:
  std::string code_;
  Source source_;
  Span span_;
};

}  // namespace posproof
